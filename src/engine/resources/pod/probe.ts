import {
  always,
  defaulted,
  enumeration,
  given,
  type Infer,
  int32,
  int64,
  intOrString,
  list,
  object,
  optional,
  pointer,
  string,
} from '../../api/schema'

const execAction = object('ExecAction', { command: optional(list(string)) })

const httpGetAction = object('HTTPGetAction', {
  host: optional(string),
  httpHeaders: optional(list(object('HTTPHeader', { name: given(string), value: given(string) }))),
  path: optional(string),
  port: given(intOrString),
  scheme: optional(enumeration('URIScheme', 'HTTP', 'HTTPS')),
})

const tcpSocketAction = object('TCPSocketAction', {
  host: optional(string),
  port: given(intOrString),
})

/** A health check and its timing (core/v1 Probe). */
export const probe = object('Probe', {
  exec: pointer(execAction),
  failureThreshold: always(int32),
  grpc: pointer(object('GRPCAction', { port: given(int32), service: defaulted(string) })),
  httpGet: pointer(httpGetAction),
  initialDelaySeconds: optional(int32),
  periodSeconds: always(int32),
  successThreshold: always(int32),
  tcpSocket: pointer(tcpSocketAction),
  terminationGracePeriodSeconds: pointer(int64),
  timeoutSeconds: always(int32),
})

/** A health check and its timing. */
export type Probe = Infer<typeof probe>

const lifecycleHandler = object('LifecycleHandler', {
  exec: pointer(execAction),
  httpGet: pointer(httpGetAction),
  sleep: pointer(object('SleepAction', { seconds: given(int64) })),
  tcpSocket: pointer(tcpSocketAction),
})

/** What runs after a container's start or before its end. */
export type LifecycleHandler = Infer<typeof lifecycleHandler>

/** A container's hooks (core/v1 Lifecycle). */
export const lifecycle = object('Lifecycle', {
  postStart: pointer(lifecycleHandler),
  preStop: pointer(lifecycleHandler),
  stopSignal: pointer(string),
})
