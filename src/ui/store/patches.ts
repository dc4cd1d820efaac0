import { apiPathOf, kubectlLine } from './places'
import type { PlaygroundActions } from './playground'

type Sender = Pick<PlaygroundActions, 'send'>

const headers = { 'content-type': 'application/merge-patch+json' }

/** Has a workload want so many Pods. */
export function scale({ send }: Sender, id: string, replicas: number): void {
  const line = kubectlLine('scale', id, `--replicas=${replicas}`)
  void send({ method: 'PATCH', path: pathOf(id), headers, body: { spec: { replicas } } }, line)
}

/** Has no more Pods come to a node, or has them come again. */
export function cordon({ send }: Sender, id: string, isOn: boolean): void {
  // It is the one kind that these commands are for, so that they do not name it.
  const line = kubectlLine(isOn ? 'cordon' : 'uncordon', id).replace(' node ', ' ')
  const body = { spec: { unschedulable: isOn ? true : null } }
  void send({ method: 'PATCH', path: pathOf(id), headers, body }, line)
}

function pathOf(id: string): string {
  const path = apiPathOf(id)
  if (path === undefined) throw new Error(`${id} is no object of the API`)
  return path
}
