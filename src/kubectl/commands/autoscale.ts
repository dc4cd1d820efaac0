import type { Call, Command } from '../command'
import { failed, together } from '../errors'
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags } from '../flags/definitions'
import { saveConfigFlag } from '../flags/writing'
import { metadataOf } from '../generators/metadata'
import type { JsonObject } from '../json'
import { autoscalers } from '../resources/known'
import { apiVersionOf } from '../resources/naming'
import { type Info, select } from '../resources/select'
import { rememberingTyped } from '../writing/annotation'
import { dryRunOf } from '../writing/dry-run'
import { managerOf, writeQuery } from '../writing/query'
import { reporter } from '../writing/reporter'
import { post } from '../writing/send'

/** `kubectl autoscale` (kubectl's autoscale.go, which makes autoscaling/v2 since 1.33). */
export const autoscale: Command = {
  name: 'autoscale',
  use: '(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu-percent=CPU]',
  short: 'Auto-scale a deployment, replica set, stateful set, or replication controller',
  long:
    'Create an autoscaler, which sets the number of Pods by how busy they are. It is stored; ' +
    'without metrics\nit does nothing.',
  examples: [
    'kubectl autoscale deployment web --min=2 --max=10',
    'kubectl autoscale deployment web --max=5 --cpu-percent=80',
  ],
  flags: [
    ...filenameFlags('identifying the resource to autoscale.'),
    ...outputFlags,
    {
      name: 'cpu-percent',
      type: 'int32',
      default: '-1',
      usage: 'The use of CPU to aim at, as a percentage of what is requested.',
    },
    dryRunFlag,
    fieldManagerFlag('kubectl-autoscale'),
    {
      name: 'max',
      type: 'int32',
      default: '-1',
      usage: 'The most Pods there may be.',
      required: true,
    },
    { name: 'min', type: 'int32', default: '-1', usage: 'The fewest Pods there may be.' },
    { name: 'name', type: 'string', usage: 'Name of the autoscaler; that of its target if none.' },
    saveConfigFlag,
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags } = call
  const [max, min] = [flags.integer('max'), flags.integer('min')]
  if (max < 1) throw failed(`--max=MAXPODS is required and must be at least 1, max: ${max}`)
  if (max < min) {
    throw failed(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`)
  }
  const dryRun = dryRunOf(call)
  const report = reporter(call, dryRun, { typed: true })
  const { infos, errors } = await select(call, { latest: false, limit: 0 })
  const failures = [...errors]
  for (const info of infos) {
    try {
      const made = autoscaler(call, info)
      const object = flags.bool('save-config') ? rememberingTyped(made) : made
      const target = { resource: autoscalers, namespace: info.namespace }
      const query = writeQuery(dryRun, { manager: managerOf(call) })
      const sent = dryRun === 'client' ? object : await post(call, target, object, query)
      report('autoscaled', { resource: autoscalers, object: sent })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw together(failures)
  if (infos.length === 0) throw failed('no objects passed to autoscale')
  return 0
}

function autoscaler({ flags, session }: Call, { resource, name }: Info): JsonObject {
  const { kind, group, version, plural, subresources } = resource
  if (!subresources.has('scale')) {
    throw failed(
      `cannot autoscale a ${kind}: could not find scale subresource for ${group}/${version}, ` +
        `Resource=${plural} in discovery information`,
    )
  }
  const [min, cpu] = [flags.integer('min'), flags.integer('cpu-percent')]
  const namespace = session.namespaceGiven ? session.namespace : undefined
  return {
    kind: 'HorizontalPodAutoscaler',
    apiVersion: 'autoscaling/v2',
    metadata: metadataOf({ name: flags.string('name') || name, namespace }),
    spec: {
      scaleTargetRef: { kind, name, apiVersion: apiVersionOf(resource) },
      ...(min > 0 ? { minReplicas: min } : {}),
      maxReplicas: flags.integer('max'),
      ...(cpu >= 0 ? { metrics: [cpuMetric(cpu)] } : {}),
    },
    status: { desiredReplicas: 0, currentMetrics: null },
  }
}

const cpuMetric = (averageUtilization: number): JsonObject => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
})
