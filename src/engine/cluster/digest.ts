import { everything } from '../apiserver/store'
import { hashText, type Scheduled } from '../sim'
import type { ClusterMessage } from './message'
import type { ClusterState } from './state'

/**
 * A short text that is the same for two clusters only if they are the same: every object, every
 * memory, all luck so far, and all that is going to happen.
 */
export function digestOf(
  state: ClusterState,
  {
    now,
    steps,
    queue,
  }: {
    readonly now: number
    readonly steps: number
    readonly queue: readonly Scheduled<ClusterMessage>[]
  },
): string {
  const hash = new Hash()
  hash.add(`${now} ${steps} ${state.store.revision}`)
  for (const [key, object] of everything(state.store)) hash.add(`${key} ${JSON.stringify(object)}`)
  for (const [name, count] of state.drawn.entries()) hash.add(`${name} ${count}`)
  const { sessions, disks, podFaults, frozen } = state.plane
  for (const session of sessions.values().sort((left, right) => left.id - right.id)) {
    hash.add(`session ${JSON.stringify(session)}`)
  }
  for (const [name, disk] of disks.entries()) {
    hash.add(`${name} ${JSON.stringify([...disk.entries()])}`)
  }
  for (const [node, fault] of state.faults.entries()) hash.add(`${node} ${fault}`)
  for (const [pod, fault] of podFaults.entries()) hash.add(`${pod} ${JSON.stringify(fault)}`)
  for (const waiting of frozen.values()) hash.add(`hangs ${JSON.stringify(waiting)}`)
  for (const [component, messages] of state.unheard.entries()) {
    hash.add(`${component} ${JSON.stringify(messages)}`)
  }
  for (const [number, cache] of state.caches.entries()) hash.add(`${number} ${cache?.revision}`)
  const due = [...queue].sort((left, right) => left.at - right.at || left.sequence - right.sequence)
  for (const { at, message } of due) hash.add(`${at} ${JSON.stringify(message)}`)
  return hash.text()
}

class Hash {
  private high = 1
  private low = 2

  add(text: string): void {
    this.high = hashText(text, this.high)
    this.low = hashText(text, this.low)
  }
  text(): string {
    return [this.high, this.low].map((half) => half.toString(16).padStart(8, '0')).join('')
  }
}
