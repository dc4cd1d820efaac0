import type { Call, Command } from '../command'
import { failed, together } from '../errors'
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags } from '../flags/definitions'
import { overrideFlags, saveConfigFlag } from '../flags/writing'
import { exposedService } from '../generators/exposed-service'
import { isObject, type JsonObject, own } from '../json'
import { overridden } from '../overrides'
import { services } from '../resources/known'
import { type Info, select } from '../resources/select'
import { labelsIn, rememberingTyped } from '../writing/annotation'
import { dryRunOf } from '../writing/dry-run'
import { type Exposed, introspect } from '../writing/exposing'
import { managerOf, writeQuery } from '../writing/query'
import { reporter } from '../writing/reporter'
import { post } from '../writing/send'

const text = (name: string, usage: string, shorthand?: string) => ({
  name,
  type: 'string' as const,
  usage,
  ...(shorthand === undefined ? {} : { shorthand }),
})

/** `kubectl expose` (kubectl's expose.go). */
export const expose: Command = {
  name: 'expose',
  use:
    '(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] ' +
    '[--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] ' +
    '[--type=type]',
  short:
    'Take a replication controller, service, deployment or pod and expose it as a new ' +
    'Kubernetes service',
  long:
    'Expose a resource as a new Kubernetes service.\n\n The Service selects by what the resource ' +
    'itself selects by, and takes the ports of its containers when\n --port names none.\n\n ' +
    'Possible resources include (case insensitive):\n\n pod (po), service (svc), ' +
    'replicationcontroller (rc), deployment (deploy), replicaset (rs)',
  examples: [
    '# A Service for the Pods of a deployment',
    'kubectl expose deployment web --port=80 --target-port=8080',
    '',
    '# On a port of every node',
    'kubectl expose deployment web --port=80 --type=NodePort --name=web-nodeport',
  ],
  flags: [
    ...filenameFlags('identifying the resource to expose a service'),
    ...outputFlags,
    text('cluster-ip', "The Service's address; empty lets the server choose, 'None' for none."),
    dryRunFlag,
    text('external-ip', 'An address outside of the cluster that nodes take requests for.'),
    fieldManagerFlag('kubectl-expose'),
    text('labels', "The Service's labels; the resource's own when none.", 'l'),
    text('load-balancer-ip', 'The address that a load balancer is to have.'),
    text('name', "The Service's name; that of the resource when none."),
    ...overrideFlags,
    text('port', "The Service's port; that of the containers when none."),
    text('protocol', 'The protocol: TCP when none.'),
    saveConfigFlag,
    text('selector', 'What the Service selects by; as the resource itself when none.'),
    text('session-affinity', "'None' or 'ClientIP': whether a client stays with one Pod."),
    text('target-port', "Name or number of the containers' port; as the Service's when none."),
    text('type', 'ClusterIP, NodePort, LoadBalancer, or ExternalName.'),
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const dryRun = dryRunOf(call)
  const report = reporter(call, dryRun, { typed: true })
  const { infos, errors } = await select(call, { latest: false, limit: 0 })
  const failures = [...errors]
  for (const info of infos) {
    try {
      const made = await serviceOf(call, info)
      const keep = call.flags.bool('save-config') && dryRun !== 'client'
      const object = keep ? rememberingTyped(made) : made
      const target = { resource: services, namespace: info.namespace || call.session.namespace }
      const query = writeQuery(dryRun, { manager: managerOf(call) })
      const sent = dryRun === 'client' ? object : await post(call, target, object, query)
      report('exposed', { resource: services, object: sent })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw together(failures)
  return 0
}

const LONGEST = 63

async function serviceOf(call: Call, info: Info): Promise<JsonObject> {
  const { flags, session } = call
  const exposed = introspect(info)
  const headless = flags.string('cluster-ip') === 'None'
  const made = exposedService({
    name: flags.string('name') || info.name.slice(0, LONGEST),
    labels: flags.string('labels') || pairs(labelsIn(info.object)),
    selector: selectorOf(call, exposed),
    ports: portsOf(call, exposed, headless),
    protocol: flags.string('protocol'),
    protocols: exposed.protocols,
    targetPort: flags.string('target-port'),
    type: flags.string('type'),
    externalIp: flags.string('external-ip'),
    loadBalancerIp: flags.string('load-balancer-ip'),
    sessionAffinity: flags.string('session-affinity'),
    clusterIp: flags.string('cluster-ip'),
  })
  const service = await overridden(call, made, services)
  if (!session.namespaceGiven || flags.string('dry-run') !== 'client') return service
  const metadata = own(service, 'metadata')
  return {
    ...service,
    metadata: { ...(isObject(metadata) ? metadata : {}), namespace: session.namespace },
  }
}

const pairs = (labels: JsonObject): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',')

function selectorOf({ flags }: Call, { selector }: Exposed): string {
  const given = flags.string('selector')
  if (given !== '') return given
  if (typeof selector !== 'string') return pairs(selector)
  throw failed(`couldn't retrieve selectors via --selector flag or introspection: ${selector}`)
}

function portsOf({ flags }: Call, { ports }: Exposed, headless: boolean): string {
  const given = flags.string('port')
  if (given !== '') return given
  if (ports.length > 0) return ports.join(',')
  if (headless) return ''
  throw failed("couldn't find port via --port flag or introspection")
}
