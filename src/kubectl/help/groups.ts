import type { Command } from '../command'

/** Verbs as the list of `kubectl` has them. */
export const groups: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  { title: 'Basic Commands (Beginner):', names: ['create', 'expose', 'run', 'set'] },
  { title: 'Basic Commands (Intermediate):', names: ['explain', 'get', 'edit', 'delete'] },
  { title: 'Deploy Commands:', names: ['rollout', 'scale', 'autoscale'] },
  {
    title: 'Cluster Management Commands:',
    names: ['certificate', 'cluster-info', 'top', 'cordon', 'uncordon', 'drain', 'taint'],
  },
  {
    title: 'Troubleshooting and Debugging Commands:',
    names: [
      ...['describe', 'logs', 'attach', 'exec', 'port-forward', 'proxy', 'cp', 'auth'],
      ...['debug', 'events'],
    ],
  },
  {
    title: 'Advanced Commands:',
    names: ['diff', 'apply', 'patch', 'replace', 'wait', 'kustomize'],
  },
  { title: 'Settings Commands:', names: ['label', 'annotate', 'completion'] },
]

/** Verbs of no group. */
export const plainCommands: readonly string[] = [
  'api-resources',
  'api-versions',
  'config',
  'plugin',
  'version',
]

/** Verbs in the order of the list; those that are in no group of it last. */
export function inGroups(commands: readonly Command[]): readonly Command[] {
  const order = [...groups.flatMap(({ names }) => names), ...plainCommands]
  const place = ({ name }: Command) => (order.indexOf(name) + order.length + 1) % (order.length + 1)
  return [...commands].sort((one, other) => place(one) - place(other))
}
