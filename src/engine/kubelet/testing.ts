import type { KubeObject } from '../api/object'
import type { Action, Draft, Outcome } from '../apiserver/action'
import { type Reader, readerOf } from '../apiserver/reader'
import { defaultOptions } from '../cluster/options'
import type { Pod } from '../resources'
import type { PodStatus } from '../resources/pod/status'
import type {
  ContainerRuntime,
  ContainerStart,
  ProbeStart,
  RuntimeEvent,
  Sandbox,
} from '../runtime/runtime'
import { seconds } from '../sim'
import { type Stage, stageOf } from '../testing/control-plane'
import { kubelet } from './kubelet'

/** A node with its kubelet, an API server, and a container runtime that a test plays. */
export interface Bench {
  readonly reader: Reader
  readonly sandboxes: readonly Sandbox[]
  /** Pods whose sandboxes were stopped. */
  readonly stopped: readonly string[]
  /** Pods of which nothing is left. */
  readonly removed: readonly string[]
  readonly started: readonly (ContainerStart & { readonly process: string })[]
  readonly signals: readonly string[]
  readonly probes: readonly ProbeStart[]
  act(action: Action): Outcome
  /** Creates objects as a manifest has them. */
  create(...objects: readonly object[]): void
  /** Lets time pass. */
  pass(span: number): void
  /** A process ends by itself: the latest one, unless another is named. */
  exit(code: number, process?: string): void
  /** Answers every probe from now on. */
  answerProbes(answer: (probe: ProbeStart) => string | true): void
  /** What a process does about signals; default: it exits with 0 at once. */
  onSignal(answer: (signal: string) => number | undefined): void
  pod(name?: string): Pod
  status(name?: string): PodStatus
  /** STATUS-like: the phase, and why each container waits or has ended. */
  story(): readonly string[]
  /** `Normal Pulled …`, in order; with a count when it was told more than once. */
  events(): readonly string[]
  writes(): number
}

const NODE = 'node-1'
const ADDRESS = '192.168.1.11'

const draft = (object: object): Draft => object as Draft<KubeObject>
const namespace = (name: string) =>
  draft({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })

const node = draft({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: NODE },
  spec: { podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.1.0/24'] },
  status: { addresses: [{ type: 'InternalIP', address: ADDRESS }] },
})

/** A Pod as a manifest has it, bound to the node. */
export const podNamed = (name: string, spec: object = {}, metadata: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...metadata },
  spec: { nodeName: NODE, containers: [container()], ...spec },
})

/** A container that runs agnhost. */
export const container = (more: object = {}): object => ({
  name: 'web',
  image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
  args: ['netexec'],
  ...more,
})

/** A node that has just been started. */
export const bench = (): Bench => new World()

class World implements Bench {
  readonly sandboxes: Sandbox[] = []
  readonly stopped: string[] = []
  readonly removed: string[] = []
  readonly started: (ContainerStart & { readonly process: string })[] = []
  readonly signals: string[] = []
  readonly probes: ProbeStart[] = []
  private readonly plane: Stage['plane']
  private readonly simulation: Stage['simulation']
  private answer: ((probe: ProbeStart) => string | true) | undefined
  private signalled: (signal: string) => number | undefined = () => 0

  constructor() {
    const first = [...['default', 'kube-node-lease'].map(namespace), node]
    const { plane, simulation } = stageOf([kubelet(NODE)], first, defaultOptions, () => ({
      runtime: this.runtime(),
    }))
    this.plane = plane
    this.simulation = simulation
    this.pass(1)
  }

  get reader(): Reader {
    return readerOf(this.simulation.state.store)
  }
  writes(): number {
    return this.simulation.state.store.revision
  }

  act(action: Action): Outcome {
    const asker = { component: 'test' }
    return this.simulation.apply((state, clock) => this.plane.act(action, asker, { state, clock }))
  }
  create(...objects: readonly object[]): void {
    for (const object of objects) {
      const { refused } = this.act({ verb: 'create', object: draft(object) })
      if (refused) throw new Error(refused.message)
    }
  }
  pass(span: number): void {
    this.simulation.advance(this.simulation.now + seconds(span))
  }
  exit(code: number, process = this.started.at(-1)?.process ?? ''): void {
    this.tell({ type: 'exited', process, code })
  }
  answerProbes(answer: (probe: ProbeStart) => string | true): void {
    this.answer = answer
  }
  onSignal(answer: (signal: string) => number | undefined): void {
    this.signalled = answer
  }

  pod(name = 'web'): Pod {
    const pod = this.reader.get('Pod', 'default', name)
    if (!pod) throw new Error(`no pod ${name}`)
    return pod
  }
  status(name = 'web'): PodStatus {
    return this.pod(name).status
  }
  story(): readonly string[] {
    const { phase, initContainerStatuses = [], containerStatuses = [] } = this.status()
    return [
      phase,
      ...[...initContainerStatuses, ...containerStatuses].map(({ state, ready }) =>
        state.running
          ? ready
            ? 'ready'
            : 'running'
          : (state.waiting?.reason ?? state.terminated?.reason ?? '?'),
      ),
    ]
  }
  events(): readonly string[] {
    return this.reader
      .list('Event', 'default')
      .filter(({ involvedObject }) => involvedObject.kind === 'Pod')
      .sort(
        (left, right) =>
          Number(left.metadata.resourceVersion) - Number(right.metadata.resourceVersion),
      )
      .map(({ type, reason, message, count = 1 }) => {
        const times = count > 1 ? ` (x${count})` : ''
        return `${type} ${reason} ${message}${times}`
      })
  }

  private tell(message: RuntimeEvent): void {
    this.simulation.apply((_, clock) =>
      clock.after(0, { to: 'component', component: `kubelet/${NODE}`, message }),
    )
  }

  private runtime(): ContainerRuntime {
    return {
      addPod: (sandbox) => this.sandboxes.push(sandbox),
      stopPod: (pod) => this.stopped.push(pod),
      removePod: (pod) => this.removed.push(pod),
      start: (start) => {
        const process = `process-${this.started.length + 1}`
        this.started.push({ ...start, process })
        return process
      },
      signal: (process, signal) => {
        this.signals.push(signal)
        const code = signal === 'SIGKILL' ? 137 : this.signalled(signal)
        if (code !== undefined) this.tell({ type: 'exited', process, code })
      },
      probe: (probe) => {
        this.probes.push(probe)
        const answer = this.answer?.(probe)
        if (answer === undefined) return
        const success = answer === true
        this.tell({ type: 'probed', id: probe.id, success, message: success ? '' : answer })
      },
    }
  }
}
