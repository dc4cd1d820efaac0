import type { Call } from '../../command'
import type { JsonObject } from '../../json'
import { pods } from '../../resources/known'
import type { Info } from '../../resources/select'
import { post } from '../../writing/send'
import { type Made, suffix, wanted } from './container'
import { nodeAccess, profiled } from './profiles'

const ROOT = 'host-root'

/** Debugs a node: by a Pod that runs there, in the node's own namespaces. */
export async function debugNode(call: Call, { name: node }: Info): Promise<Made> {
  const { flags, session, world } = call
  const name = flags.string('container') || 'debugger'
  const pod = `node-debugger-${node}-${suffix(call)}`
  if (!flags.bool('quiet')) {
    world.stdout.write(`Creating debugging pod ${pod} with container ${name} on node ${node}.\n`)
  }
  const profile = flags.string('profile')
  const { root, spec } = nodeAccess(profile)
  const container = profiled(profile, 'node', {
    name,
    resources: {},
    terminationMessagePolicy: 'File',
    ...wanted(call),
    ...(root ? { volumeMounts: [{ mountPath: '/host', name: ROOT }] } : {}),
  })
  const object: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: pod },
    spec: {
      containers: [container],
      nodeName: node,
      restartPolicy: 'Never',
      tolerations: [{ operator: 'Exists' }],
      ...spec,
      ...(root ? { volumes: [{ name: ROOT, hostPath: { path: '/' } }] } : {}),
    },
  }
  const created = await post(call, { resource: pods, namespace: session.namespace }, object)
  return { pod: created, container: name }
}
