import type { Cause, Change } from '../../api/trace'
import type { Environment } from '../../api/traffic'
import type { WhyChain } from '../../api/why'
import type { Service } from '../../resources'
import { fieldOf, titleOf, type View } from '../trace/view'
import { sinceOf } from './since'
import { svclbPods } from './svclb'

/** Where somebody gives addresses, by where nobody does. */
const instead: Partial<Readonly<Record<Environment, Environment>>> = {
  kubeadm: 'ack',
  kind: 'kind-cloud-provider',
  minikube: 'minikube-tunnel',
}

/** The classes besides none that somebody serves. */
const classes: Partial<Readonly<Record<Environment, readonly string[]>>> = {
  ack: ['alibabacloud.com/nlb'],
}

/** Why a Service of type LoadBalancer has no address; nothing when it has one, or wants none. */
export function addressChain(service: Service, view: View): WhyChain {
  if (service.spec.type !== 'LoadBalancer') return []
  if ((service.status?.loadBalancer?.ingress ?? []).length > 0) return []
  const first: Cause = {
    code: 'address-pending',
    data: { service: titleOf(service) },
    ...sinceOf(service.metadata.creationTimestamp, view),
    field: fieldOf(service, 'spec.type'),
  }
  return [first, ...pendingBecause(service, view)]
}

/** Why nobody has given it an address yet. */
function pendingBecause(service: Service, view: View): WhyChain {
  const { environment } = view.options
  const wayOut = instead[environment]
  const byEnvironment: readonly Change[] = wayOut
    ? [{ type: 'environment', environment: wayOut }]
    : []
  const change = { type: 'field', before: 'LoadBalancer', after: 'NodePort' } as const
  const others = [...byEnvironment, ...forwarded(service)]
  const data = { service: titleOf(service), environment }
  if (wayOut) {
    const field = fieldOf(service, 'spec.type')
    return [{ code: 'pending-address', data, field, change, others }]
  }
  const { loadBalancerClass } = service.spec
  if (loadBalancerClass !== undefined && !isServed(environment, loadBalancerClass)) {
    return [unserved(service, loadBalancerClass, view)]
  }
  return rivalLink(service, view) ?? waits(service, view)
}

const isServed = (environment: Environment, wanted: string): boolean =>
  environment === 'minikube-tunnel' || (classes[environment] ?? []).includes(wanted)

// The class of a Service cannot be changed as long as its type is the same.
function unserved(service: Service, wanted: string, { options }: View): Cause {
  const served = classes[options.environment] ?? []
  return {
    code: 'class-unserved',
    data: {
      service: titleOf(service),
      class: wanted,
      environment: options.environment,
      classes: served,
    },
    field: fieldOf(service, 'spec.loadBalancerClass'),
    change: {
      type: 'field',
      field: fieldOf(service, 'spec.type'),
      before: 'LoadBalancer',
      after: 'NodePort',
    },
    others: forwarded(service),
  }
}

// On one host a port is one Service's.
function rivalLink(service: Service, view: View): WhyChain | undefined {
  const { environment } = view.options
  if (environment === 'k3s') return svclbPods(service, view)
  if (environment !== 'docker-desktop') return undefined
  const rival = view.reader.list('Service').find((other) => isRival(service, other))
  if (!rival) return undefined
  const at = (service.spec.ports ?? []).findIndex(({ port, protocol }) =>
    rival.spec.ports?.some((each) => each.port === port && each.protocol === protocol),
  )
  const before = service.spec.ports?.[at]?.port ?? 0
  return [
    {
      code: 'published-port-taken',
      data: { service: titleOf(service), port: before, other: titleOf(rival) },
      field: fieldOf(service, `spec.ports[${at}].port`),
      change: { type: 'field', before, after: before + 8_000 },
      others: forwarded(service),
    },
  ]
}

function isRival(service: Service, other: Service): boolean {
  const ports = service.spec.ports ?? []
  return (
    other.metadata.uid !== service.metadata.uid &&
    other.spec.type === 'LoadBalancer' &&
    (other.status?.loadBalancer?.ingress ?? []).length > 0 &&
    (other.spec.ports ?? []).some(({ port, protocol }) =>
      ports.some((each) => each.port === port && each.protocol === protocol),
    )
  )
}

function waits(service: Service, view: View): WhyChain {
  const told = view.reader.eventsAbout(service).at(-1)?.message
  return [
    {
      code: 'address-on-its-way',
      data: { service: titleOf(service), environment: view.options.environment },
      ...(told ? { told } : {}),
    },
  ]
}

/** Without any address, a port of the laptop can lead to it. */
function forwarded({ metadata, spec }: Service): readonly Change[] {
  const [port] = spec.ports ?? []
  if (!port) return []
  const elsewhere = metadata.namespace === 'default' ? '' : ` -n ${metadata.namespace}`
  const line = `kubectl port-forward${elsewhere} service/${metadata.name} 8080:${port.port}`
  return [{ type: 'line', line }]
}
