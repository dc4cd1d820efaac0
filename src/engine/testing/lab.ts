import { parseAddress } from '../api/address'
import type { Answer, Question } from '../api/dns'
import type { ProxyMode, Traffic } from '../api/traffic'
import type { Reader } from '../apiserver/reader'
import { defineImage, type Image } from '../images/image'
import { compile, defaultProxyOptions } from '../kube-proxy'
import type { Balancer } from '../network/balancer'
import type { Observer, RequestRecord } from '../network/record'
import type { EndpointSlice, Node, Service } from '../resources'
import {
  createDataPlane,
  type DataPlane,
  type DataPlaneContext,
  type DataPlaneState,
  type NetworkMessage,
  type TrafficClient,
} from '../runtime'
import type { RuntimeEvent } from '../runtime/runtime'
import { type Clock, Simulation } from '../sim'

/** A Pod of a lab. */
export interface LabPod {
  readonly name: string
  readonly node: string
  readonly ip: string
  /** `server`, `dns`, `idle`, or one of the lab's own. */
  readonly image: string
  readonly port?: number
}

/** A cluster without control plane: nodes, Pods and Services as given, rules compiled from them. */
export interface LabOptions {
  readonly pods: readonly LabPod[]
  readonly services: readonly Service[]
  readonly slices: readonly EndpointSlice[]
  readonly balancers?: readonly Balancer[]
  readonly images?: readonly Image[]
  readonly seed?: number
  /** kube-proxy's; iptables when it is not said. */
  readonly mode?: ProxyMode
}

type Event = { readonly node: string; readonly event: RuntimeEvent }

const NODES = [1, 2, 3].map((number) => ({
  name: `node-${number}`,
  address: `192.168.1.1${number}`,
  podCIDR: `10.244.${number - 1}.0/24`,
}))

/** Where the lab's name server is found, as a Service. */
export const DNS_ADDRESS = '10.96.0.10'

/** Answers with its host name, and prints who asked. */
const server = defineImage<undefined>({
  name: 'server',
  tags: [],
  sizeBytes: 0,
  entrypoint: [],
  command: [],
  exposes: [],
  start: (system) => system.listen(Number(system.environment['PORT'] ?? '8080')) as undefined,
  receive(memory, message, system) {
    if (message.type === 'request') {
      if (system.environment['QUIET'] === undefined) system.print(`${message.request.remote}\n`)
      system.respond(message.id, { status: 200, body: system.hostname })
    }
    if (message.type === 'signal') system.exit(0)
    return memory
  },
})

/** Answers questions for the lab's Services, as CoreDNS would. */
const dns = (names: ReadonlyMap<string, string>): Image<undefined> => {
  const answers = new Map<string, Answer>()
  const answer = (question: Question): Answer => {
    const data = names.get(question.name)
    const records =
      data === undefined || question.type !== 'A'
        ? []
        : [{ name: question.name, type: 'A', ttl: 30, data }]
    return {
      question,
      rcode: data === undefined ? 'NXDOMAIN' : 'NOERROR',
      authoritative: true,
      recursionAvailable: false,
      answers: records,
      authority: [],
      additional: [],
    }
  }
  return defineImage<undefined>({
    name: 'dns',
    tags: [],
    sizeBytes: 0,
    entrypoint: [],
    command: [],
    exposes: [],
    start: (system) => system.listen(53, { protocol: 'UDP' }) as undefined,
    receive(memory, message, system) {
      if (message.type !== 'datagram') return memory
      const question = message.payload as Question
      const key = `${question.type} ${question.name}`
      const known = answers.get(key) ?? answer(question)
      answers.set(key, known)
      system.reply(message.id, known)
      return memory
    },
  })
}

const idle = defineImage<undefined>({
  name: 'idle',
  tags: [],
  sizeBytes: 0,
  entrypoint: [],
  command: [],
  exposes: [],
  start: () => undefined,
  receive: (memory) => memory,
})

/** A lab, and time in it. */
export class Lab {
  readonly plane: DataPlane
  readonly events: Event[] = []
  readonly records = new Map<number, RequestRecord>()
  simulation: Simulation<DataPlaneState, NetworkMessage>
  observed = true
  private services: readonly Service[]
  private slices: readonly EndpointSlice[]

  constructor(readonly options: LabOptions) {
    this.services = options.services
    this.slices = options.slices
    const images = new Map<string, Image>([
      ['server', server as Image],
      ['dns', dns(namesOf(options.services)) as Image],
      ['idle', idle as Image],
      ...(options.images ?? []).map((image): [string, Image] => [image.name, image]),
    ])
    this.plane = createDataPlane({
      seed: options.seed ?? 1,
      epoch: 0,
      image: (name) => images.get(name),
      upstream: { 'example.com.': { A: ['93.184.216.34'] } },
      visitor: parseAddress('203.0.113.10') ?? 0,
      sites: [{ name: 'example.com', address: parseAddress('93.184.216.34') ?? 0 }],
    })
    const start = { now: 0, sequence: 0, steps: 0, state: this.plane.start(), queue: [] }
    this.simulation = new Simulation(
      (state: DataPlaneState, message: NetworkMessage, clock: Clock<NetworkMessage>) =>
        this.plane.receive(state, message, this.context(clock)),
      start,
    )
    this.build()
  }

  /** Compiles the rules again, for these objects, and installs them on every node. */
  install(services = this.services, slices = this.slices): void {
    this.services = services
    this.slices = slices
    const reader = readerOf(services, slices)
    const options = { ...defaultProxyOptions, mode: this.options.mode ?? defaultProxyOptions.mode }
    for (const { name } of NODES) {
      this.plane.install(this.simulation.state, name, compile(reader, name, options))
    }
  }

  /** Lets traffic clients send, replacing those there were. */
  traffic(clients: readonly TrafficClient[]): void {
    this.simulation.apply((state, clock) => this.plane.traffic(state, clients, this.context(clock)))
  }

  /** What a process of a Pod has printed. */
  log(pod: string): readonly string[] {
    const { sandboxes } = this.simulation.state
    const process = sandboxes.get(`default/${pod}`)?.lives.at(-1)?.process
    return this.plane.log(this.simulation.state, `process-${process}`).map(({ text }) => text)
  }

  /** The runtime, as kubelets have it. */
  runtime() {
    return this.simulation.apply((state, clock) => this.plane.runtime(state, this.context(clock)))
  }

  private context(clock: Clock<NetworkMessage>): DataPlaneContext {
    return new LabContext(this, clock)
  }

  private build(): void {
    const { pods, balancers = [] } = this.options
    const { state } = this.simulation
    for (const { name, address, podCIDR } of NODES) {
      this.plane.addNode(state, { name, address: parseAddress(address) ?? 0, podCIDR })
    }
    this.install()
    for (const pod of pods) this.start(pod)
    for (const balancer of balancers) {
      const { namespace, name } = balancer.service
      this.plane.balance(state, `${namespace}/${name}`, balancer)
    }
  }

  /** Starts a Pod of one container. */
  start({ name, node, ip, image, port }: LabPod): void {
    const runtime = this.runtime()
    const nodeAddresses: readonly string[] = NODES.map(({ address }) => address)
    const pod = `default/${name}`
    runtime.addPod({
      pod,
      uid: name,
      node,
      ip,
      hostNetwork: nodeAddresses.includes(ip),
      hostname: name,
      resolver: {
        nameservers: [DNS_ADDRESS],
        search: ['default.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
        ndots: 5,
      },
    })
    const environment = { ...(port ? { PORT: String(port) } : {}), ...quiet(this.options) }
    runtime.start({ pod, container: 'main', image, tag: 'latest', argv: [], environment })
  }
}

const quiet = ({ services }: LabOptions) => (services.length > 90 ? { QUIET: '1' } : {})

class LabContext implements DataPlaneContext {
  constructor(
    private readonly lab: Lab,
    private readonly clock: Clock<NetworkMessage>,
  ) {}

  get now(): number {
    return this.clock.now
  }
  after(delay: number, message: NetworkMessage): void {
    this.clock.after(delay, message)
  }
  tell(node: string, event: RuntimeEvent): void {
    this.lab.events.push({ node, event })
  }
  reader(): unknown {
    return undefined
  }
  get observer(): Observer | undefined {
    return this.lab.observed ? this : undefined
  }
  request(record: RequestRecord): void {
    this.lab.records.set(record.id, record)
  }
}

const namesOf = (services: readonly Service[]): ReadonlyMap<string, string> =>
  new Map(
    services.map(({ metadata, spec }) => [
      `${metadata.name}.${metadata.namespace}.svc.cluster.local.`,
      spec.clusterIP ?? '',
    ]),
  )

/** A reader of Services, slices and the lab's nodes. */
export function readerOf(services: readonly Service[], slices: readonly EndpointSlice[]): Reader {
  const nodes = NODES.map(
    ({ name, address, podCIDR }) =>
      ({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, labels: {} },
        spec: { podCIDR },
        status: { addresses: [{ type: 'InternalIP', address }] },
      }) as unknown as Node,
  )
  const byService = new Map<string, EndpointSlice[]>()
  for (const slice of slices) {
    const { namespace, labels } = slice.metadata
    const key = `${namespace}/${labels?.['kubernetes.io/service-name']}`
    byService.set(key, [...(byService.get(key) ?? []), slice])
  }
  const lists: Readonly<Record<string, readonly unknown[]>> = {
    Service: services,
    EndpointSlice: slices,
    Node: nodes,
  }
  const find = (kind: string, namespace: string, name: string): unknown =>
    lists[kind]?.find((each) => {
      const { metadata } = each as Service
      return metadata.name === name && (metadata.namespace ?? '') === namespace
    })
  return {
    revision: 1,
    get: find,
    list: (kind: string) => lists[kind] ?? [],
    indexed: (_kind: string, _index: string, value: string) => byService.get(value) ?? [],
  } as unknown as Reader
}

/** A Service with one port. */
export function service(
  name: string,
  spec: Partial<Service['spec']> & { readonly clusterIP: string },
  status: Partial<Service['status']> = {},
): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default', uid: name, resourceVersion: '1' },
    spec: {
      type: 'ClusterIP',
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
      sessionAffinity: 'None',
      ...spec,
    },
    status: { loadBalancer: {}, ...status },
  } as unknown as Service
}

/** The slice of a Service: Pods, by address, with the node each is on. */
export function slice(
  name: string,
  pods: readonly Pick<LabPod, 'name' | 'ip' | 'node'>[],
  port: { readonly name: string; readonly port: number; readonly protocol: string } = {
    name: 'http',
    port: 8080,
    protocol: 'TCP',
  },
): EndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-abcde`,
      namespace: 'default',
      uid: name,
      resourceVersion: '1',
      labels: { 'kubernetes.io/service-name': name },
    },
    addressType: 'IPv4',
    endpoints: pods.map(({ ip, node }) => ({
      addresses: [ip],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: node,
    })),
    ports: [port],
  } as unknown as EndpointSlice
}

/** A traffic client with the usual pace. */
export const client = (
  name: string,
  from: Traffic['from'],
  url: string,
  more: Partial<TrafficClient> = {},
): TrafficClient => ({
  name,
  from,
  url,
  ratePerSecond: 10,
  concurrency: 5,
  keepAlive: false,
  timeoutSeconds: 2,
  ...more,
})

/** The dotted text of an address and port, without the port. */
export const hostOf = (remote: string): string => remote.split(':')[0] ?? ''
