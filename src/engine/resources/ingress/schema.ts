import {
  always,
  enumeration,
  given,
  type Infer,
  int32,
  list,
  object,
  optional,
  pointer,
  string,
} from '../../api/schema'
import type { ObjectFrom } from '../resource'

const networking = { group: 'networking' } as const

const backend = object(
  'IngressBackend',
  {
    resource: pointer(
      object(
        'TypedLocalObjectReference',
        { apiGroup: pointer(string), kind: always(string), name: always(string) },
        { atomic: true },
      ),
    ),
    service: pointer(
      object(
        'IngressServiceBackend',
        {
          name: given(string),
          port: optional(
            object(
              'ServiceBackendPort',
              { name: optional(string), number: optional(int32) },
              { ...networking, atomic: true },
            ),
          ),
        },
        networking,
      ),
    ),
  },
  networking,
)

/** Where an Ingress sends what it takes. */
export type Backend = Infer<typeof backend>

const path = object(
  'HTTPIngressPath',
  {
    backend: given(backend),
    path: optional(string),
    pathType: {
      ...given(enumeration('PathType', 'Exact', 'ImplementationSpecific', 'Prefix')),
      pointer: true,
    },
  },
  networking,
)

/** One path of a host. */
export type Path = Infer<typeof path>

const rule = object(
  'IngressRule',
  {
    host: optional(string),
    http: pointer(object('HTTPIngressRuleValue', { paths: given(list(path)) }, networking)),
  },
  networking,
)

const portStatus = object(
  'IngressPortStatus',
  { error: pointer(string), port: given(int32), protocol: given(string) },
  networking,
)

const loadBalancer = object(
  'IngressLoadBalancerStatus',
  {
    ingress: optional(
      list(
        object(
          'IngressLoadBalancerIngress',
          { hostname: optional(string), ip: optional(string), ports: optional(list(portStatus)) },
          networking,
        ),
      ),
    ),
  },
  networking,
)

const fields = {
  spec: always(
    object(
      'IngressSpec',
      {
        defaultBackend: pointer(backend),
        ingressClassName: pointer(string),
        rules: optional(list(rule)),
        tls: optional(
          list(
            object(
              'IngressTLS',
              { hosts: optional(list(string)), secretName: optional(string) },
              networking,
            ),
          ),
        ),
      },
      networking,
    ),
  ),
  status: always(object('IngressStatus', { loadBalancer: always(loadBalancer) }, networking)),
} as const

/** The shape of an Ingress. */
export const schema = object('Ingress', fields, networking)

/** Which host and path leads to which Service. It is kept only: no controller acts on it here. */
export type Ingress = ObjectFrom<'Ingress', typeof fields>
