import { filled, mapShared, remembered, rememberedChange, replaced } from '../sharing'
import type { Container, ContainerPort } from './container'
import type { EnvVar } from './environment'
import type { LifecycleHandler, Probe } from './probe'
import type { PodSpec, PodTemplate } from './spec'
import type { Volume } from './volume'

/**
 * What the API server fills in in a Pod and in a workload's template alike (core/v1 defaults.go).
 * Remembered by identity: the thousands of Pods that are made from one template share one result,
 * and its parts.
 */
const defaultTemplateSpec = rememberedChange((spec: PodSpec): PodSpec => {
  const { ephemeralContainers, initContainers, volumes } = spec
  const account = spec.serviceAccountName ?? spec.serviceAccount
  const parts = replaced(spec, {
    containers: mapShared(spec.containers ?? [], defaultContainer),
    ...(initContainers && { initContainers: mapShared(initContainers, defaultContainer) }),
    ...(ephemeralContainers && {
      ephemeralContainers: mapShared(ephemeralContainers, defaultContainer),
    }),
    ...(volumes && { volumes: mapShared(volumes, defaultVolume) }),
    ...(account !== undefined && { serviceAccountName: account, serviceAccount: account }),
  })
  return filled(parts, TEMPLATE)
})

const TEMPLATE = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
} as const

const LINKS = { enableServiceLinks: true } as const

/** What the API server fills in in a Pod: a template keeps what its author wrote. */
export const defaultPodSpec = rememberedChange((given: PodSpec): PodSpec => {
  const spec = defaultTemplateSpec(given)
  const { initContainers } = spec
  const complete = spec.hostNetwork ? withNodePorts : withRequests
  const parts = replaced(spec, {
    containers: mapShared(spec.containers, complete),
    ...(initContainers && { initContainers: mapShared(initContainers, complete) }),
  })
  return filled(parts, LINKS)
})

/** What the API server fills in in a workload's template. */
export const defaultTemplate = (template: PodTemplate): PodTemplate =>
  filled(replaced(template, { spec: defaultTemplateSpec(template.spec) }), { metadata: {} })

function defaultContainer(container: Container): Container {
  const { env, lifecycle, livenessProbe, ports, readinessProbe, startupProbe } = container
  const parts = replaced(container, {
    ...(env && { env: defaultVariables(env) }),
    ...(lifecycle && { lifecycle: defaultLifecycle(lifecycle) }),
    ...(livenessProbe && { livenessProbe: defaultProbe(livenessProbe) }),
    ...(ports && { ports: defaultPorts(ports) }),
    ...(readinessProbe && { readinessProbe: defaultProbe(readinessProbe) }),
    ...(startupProbe && { startupProbe: defaultProbe(startupProbe) }),
  })
  return filled(parts, tagOf(container.image) === 'latest' ? LATEST : TAGGED)
}

const TAGGED = {
  imagePullPolicy: 'IfNotPresent',
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
} as const
const LATEST = { ...TAGGED, imagePullPolicy: 'Always' } as const

const defaultVariables = remembered((variables: readonly EnvVar[]) =>
  mapShared(variables, defaultVariable),
)
const defaultPorts = remembered((ports: readonly ContainerPort[]) =>
  mapShared(ports, (port) => filled(port, { protocol: 'TCP' })),
)

type Lifecycle = NonNullable<Container['lifecycle']>

const defaultLifecycle = remembered((lifecycle: Lifecycle) =>
  replaced(lifecycle, {
    ...(lifecycle.postStart && { postStart: defaultHandler(lifecycle.postStart) }),
    ...(lifecycle.preStop && { preStop: defaultHandler(lifecycle.preStop) }),
  }),
)

// An image without tag means `latest`; one named by its digest has no tag.
function tagOf(image = ''): string {
  if (image.includes('@')) return ''
  const name = image.slice(image.lastIndexOf('/') + 1)
  const colon = name.indexOf(':')
  return colon < 0 ? 'latest' : name.slice(colon + 1)
}

function defaultVariable(variable: EnvVar): EnvVar {
  const fieldRef = variable.valueFrom?.fieldRef
  if (!fieldRef) return variable
  const valueFrom = replaced(variable.valueFrom, {
    fieldRef: filled(fieldRef, { apiVersion: 'v1' }),
  })
  return replaced(variable, { valueFrom })
}

const defaultProbe = remembered((probe: Probe): Probe => {
  const { grpc } = probe
  const handled = defaultHandler(probe)
  const isNameless = grpc && grpc.service === undefined
  const parts = isNameless ? { ...handled, grpc: { ...grpc, service: '' } } : handled
  // Zero stands for the default here, as absent does.
  return replaced(parts, {
    failureThreshold: probe.failureThreshold || 3,
    periodSeconds: probe.periodSeconds || 10,
    successThreshold: probe.successThreshold || 1,
    timeoutSeconds: probe.timeoutSeconds || 1,
  })
})

function defaultHandler<Of extends Pick<LifecycleHandler, 'httpGet'>>(handler: Of): Of {
  const { httpGet } = handler
  if (!httpGet) return handler
  const complete = filled(httpGet, { path: '/', scheme: 'HTTP' })
  return complete === httpGet ? handler : { ...handler, httpGet: complete }
}

const DEFAULT_MODE = { defaultMode: 0o644 } as const

function defaultVolume(volume: Volume): Volume {
  const { configMap, downwardAPI, hostPath, projected, secret } = volume
  if (Object.keys(volume).every((key) => key === 'name')) return { ...volume, emptyDir: {} }
  return replaced(volume, {
    ...(configMap && { configMap: filled(configMap, DEFAULT_MODE) }),
    ...(downwardAPI && { downwardAPI: defaultDownward(filled(downwardAPI, DEFAULT_MODE)) }),
    ...(hostPath && hostPath.type === undefined && { hostPath: { ...hostPath, type: '' } }),
    ...(projected && { projected: defaultProjected(filled(projected, DEFAULT_MODE)) }),
    ...(secret && { secret: filled(secret, DEFAULT_MODE) }),
  })
}

type Projected = NonNullable<Volume['projected']>
type Downward = NonNullable<Projected['sources'][number]['downwardAPI']>

function defaultDownward<Of extends Downward>(source: Of): Of {
  if (!source.items) return source
  const items = mapShared(source.items, (item) =>
    item.fieldRef
      ? replaced(item, { fieldRef: filled(item.fieldRef, { apiVersion: 'v1' }) })
      : item,
  )
  return items === source.items ? source : { ...source, items }
}

const defaultProjected = (projected: Projected): Projected =>
  replaced(projected, {
    sources: mapShared(projected.sources, (source) => {
      const { downwardAPI, serviceAccountToken: token } = source
      return replaced(source, {
        ...(downwardAPI && { downwardAPI: defaultDownward(downwardAPI) }),
        ...(token && { serviceAccountToken: filled(token, { expirationSeconds: 3600 }) }),
      })
    }),
  })

// What is limited and not asked for is asked for up to its limit.
function withRequests(container: Container): Container {
  const { limits, requests } = container.resources
  if (!limits || Object.keys(limits).every((name) => requests?.[name] !== undefined)) {
    return container
  }
  return {
    ...container,
    resources: { ...container.resources, requests: { ...limits, ...requests } },
  }
}

// On the node's own network a container's port is the node's.
function withNodePorts(given: Container): Container {
  const container = withRequests(given)
  if (!container.ports) return container
  const ports = mapShared(container.ports, (port) =>
    port.hostPort ? port : { ...port, hostPort: port.containerPort },
  )
  return replaced(container, { ports })
}
