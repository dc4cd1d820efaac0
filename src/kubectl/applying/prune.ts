import type { Call } from '../command'
import type { ApiResource } from '../discovery'
import { failed } from '../errors'
import { own } from '../json'
import { apiVersionOf, pathTo } from '../resources/naming'
import { infoOf, itemsOf } from '../resources/select'
import { appliedText, metadataIn } from '../writing/annotation'
import { propagationOf, remove } from '../writing/deleting'
import type { DryRun } from '../writing/dry-run'
import { klogLine } from '../writing/klog'
import type { Report } from '../writing/reporter'

/** What pruning looks through when nobody says (kubectl's prune package), in its order. */
const defaults: readonly string[] = [
  ...['v1/ConfigMap', 'v1/Endpoints', 'v1/PersistentVolumeClaim', 'v1/Pod'],
  ...['v1/ReplicationController', 'v1/Secret', 'v1/Service', 'batch/v1/Job', 'batch/v1/CronJob'],
  ...['networking.k8s.io/v1/Ingress', 'apps/v1/DaemonSet', 'apps/v1/Deployment'],
  ...['apps/v1/ReplicaSet', 'apps/v1/StatefulSet', 'v1/Namespace', 'v1/PersistentVolume'],
]

/** What has been applied already, and where. */
export interface Visited {
  readonly uids: ReadonlySet<string>
  readonly namespaces: ReadonlySet<string>
}

/** Deletes what earlier files had and these have no more (kubectl's prune.go). */
export async function prune(
  call: Call,
  { uids, namespaces }: Visited,
  { dryRun, report }: { readonly dryRun: DryRun; readonly report: Report },
): Promise<void> {
  const resources = await resourcesOf(call)
  for (const namespace of namespaces) {
    for (const resource of resources.filter((each) => each.namespaced)) {
      await pruneIn(call, resource, { namespace, uids, dryRun, report })
    }
  }
  for (const resource of resources.filter((each) => !each.namespaced)) {
    await pruneIn(call, resource, { namespace: '', uids, dryRun, report })
  }
}

async function resourcesOf(call: Call): Promise<readonly ApiResource[]> {
  const { server } = call.session
  const allowed = call.flags.list('prune-allowlist')
  if (allowed.length === 0) {
    const text =
      'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when ' +
      'used with the --namespace flag in a future release. To preserve the current behaviour, ' +
      'list the resources you want to target explicitly in the --prune-allowlist flag.'
    call.world.stderr.write(klogLine(call.world, 'prune.go:71', text))
  }
  const found: ApiResource[] = []
  for (const name of allowed.length > 0 ? allowed.map(groupVersionKind) : defaults) {
    const at = name.lastIndexOf('/')
    const resource = await server.kind(name.slice(0, at), name.slice(at + 1))
    if (resource) found.push(resource)
    else if (allowed.length > 0) throw failed(`no matches for kind in ${name}`)
  }
  return found
}

function groupVersionKind(text: string): string {
  const parts = text.split('/')
  if (parts.length !== 3) {
    throw failed(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`)
  }
  const [group = '', version = '', kind = ''] = parts
  return group === 'core' || group === '' ? `${version}/${kind}` : `${group}/${version}/${kind}`
}

interface Within {
  readonly namespace: string
  readonly uids: ReadonlySet<string>
  readonly dryRun: DryRun
  readonly report: Report
}

async function pruneIn(
  call: Call,
  resource: ApiResource,
  { namespace, uids, dryRun, report }: Within,
): Promise<void> {
  const labelSelector = call.flags.string('selector')
  const query = labelSelector === '' ? {} : { labelSelector }
  const list = await call.session.server.get(pathTo(resource, namespace), query)
  for (const object of itemsOf(list)) {
    const uid = String(own(metadataIn(object), 'uid'))
    if (appliedText(object) === undefined || uids.has(uid)) continue
    const info = infoOf(resource, { apiVersion: apiVersionOf(resource), ...object })
    if (dryRun !== 'client') {
      const gracePeriod = call.flags.integer('grace-period')
      await remove(call, info, { dryRun, gracePeriod, propagation: propagationOf(call) })
    }
    report('pruned', { resource, object })
  }
}
