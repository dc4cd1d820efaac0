import type { Action, Outcome } from '../apiserver/action'
import type { Pod } from '../resources'
import { type Duration, type Instant, timestamp } from '../sim'
import type { KubeletContext, KubeletMemory, KubeletMessage, PodRecord } from './memory'
import { drawn, timings } from './timings'
import { containerOf, wordsOf } from './words'

/** One message at work: the memory as it becomes, and what the kubelet does on the way. */
export class Turn {
  private current: KubeletMemory
  private isOwn = false

  constructor(
    before: KubeletMemory,
    readonly context: KubeletContext,
  ) {
    this.current = before
  }

  get memory(): KubeletMemory {
    return this.current
  }
  get now(): Instant {
    return this.context.now
  }

  /** An instant as the API writes it. */
  stamp(at: Instant = this.now): string {
    return timestamp(this.context.epoch, at)
  }

  act(action: Action): Outcome {
    return this.context.act(action)
  }

  after(delay: Duration, message: KubeletMessage): void {
    this.context.after(delay, message)
  }

  // Until the turn is over its memory is nobody else's: it is copied once.
  change(part: Partial<KubeletMemory>): void {
    if (!this.isOwn) this.current = { ...this.current }
    this.isOwn = true
    Object.assign(this.current, part)
  }

  find(key: string): PodRecord | undefined {
    return this.memory.pods.get(key)
  }

  save(record: PodRecord): void {
    const pods = this.memory.pods.set(record.key, record)
    if (pods !== this.memory.pods) this.change({ pods })
  }

  forget(key: string): void {
    this.change({ pods: this.memory.pods.delete(key) })
  }

  /** Records an Event about a Pod, or about one of its containers. */
  event(pod: Pod, reason: string, message: string, container?: number): void {
    this.record(pod, 'Normal', { reason, message }, container)
  }

  /** Records a Warning about a Pod, or about one of its containers. */
  warning(pod: Pod, reason: string, message: string, container?: number): void {
    this.record(pod, 'Warning', { reason, message }, container)
  }

  private record(
    about: Pod,
    type: 'Normal' | 'Warning',
    { reason, message }: { readonly reason: string; readonly message: string },
    container: number | undefined,
  ): void {
    if (container === undefined) this.act({ verb: 'record', about, type, reason, message })
    else {
      const { fieldPath } = wordsOf(about, container)
      this.act({ verb: 'record', about, type, reason, message, fieldPath })
    }
  }

  /** Has a Pod looked at when the kubelet next looks at its containers. */
  look(key: string): void {
    const { dirty, relistAt, phase } = this.memory
    if (!dirty.includes(key)) this.change({ dirty: [...dirty, key] })
    if (relistAt > 0) return
    const rounds = Math.floor((this.now - phase) / timings.relist) + 1
    const at = rounds * timings.relist + phase
    this.change({ relistAt: at })
    this.after(at - this.now, { type: 'relist' })
  }

  /** Syncs a Pod again after a while; sooner, if that was going to happen anyway. */
  retry(record: PodRecord): PodRecord {
    if (record.wake > this.now) return record
    const delay = drawn(this.context.random, timings.retry)
    this.after(delay, { type: 'sync', pod: record.key, retry: true })
    return { ...record, wake: this.now + delay }
  }
}

/** By what name a kubelet and its runtime know a Pod: `namespace/name`. */
export const keyOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`

/** Whether a container runs beside the others although it is listed among the init containers. */
export const isSidecar = (pod: Pod, place: number): boolean =>
  place < (pod.spec.initContainers?.length ?? 0) &&
  containerOf(pod, place).restartPolicy === 'Always'
