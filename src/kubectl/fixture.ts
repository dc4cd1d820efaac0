import type { ApiRequest, ApiResponse } from '../engine/api/request'
import type { Status } from '../engine/api/status'
import type { Client } from './client'

/** A client whose server is a function; what it was asked is kept. */
export function fakeClient(
  answer: (request: ApiRequest) => unknown,
): Client & { readonly asked: ApiRequest[]; readonly writes: () => readonly ApiRequest[] } {
  const asked: ApiRequest[] = []
  return {
    asked,
    writes: () => asked.filter(({ method }) => method !== 'GET'),
    request: async (request): Promise<ApiResponse> => {
      asked.push(request)
      const body = answer(request) ?? notFound
      const failed = (body as { kind?: string; code?: number }).kind === 'Status'
      return { status: failed ? (body as { code: number }).code : 200, body }
    },
    stream: async function* () {},
    connect: async () => notFound,
  }
}

const notFound: Status = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  reason: 'NotFound',
  message: 'not found',
  code: 404,
}

const names = (group: string, kind: string) => ({
  'x-kubernetes-group-version-kind': [{ group, version: 'v1', kind }],
})
const reference = (name: string) => ({
  allOf: [{ $ref: `#/components/schemas/${name}` }],
  default: {},
})
const merged = (name: string, key: string, strategy = 'merge') => ({
  type: 'array',
  items: reference(name),
  'x-kubernetes-patch-strategy': strategy,
  'x-kubernetes-patch-merge-key': key,
})

const core = {
  Service: {
    properties: { spec: reference('ServiceSpec'), metadata: reference('ObjectMeta') },
    ...names('', 'Service'),
  },
  ServiceSpec: {
    properties: { ports: merged('ServicePort', 'port'), externalIPs: { type: 'array', items: {} } },
  },
  ServicePort: { properties: {} },
  ObjectMeta: {
    properties: {
      finalizers: { type: 'array', items: {}, 'x-kubernetes-patch-strategy': 'merge' },
      labels: { additionalProperties: { type: 'string' } },
    },
  },
  Pod: {
    properties: { spec: reference('PodSpec'), metadata: reference('ObjectMeta') },
    ...names('', 'Pod'),
  },
  PodSpec: {
    properties: {
      containers: merged('Container', 'name'),
      volumes: merged('Volume', 'name', 'merge,retainKeys'),
    },
  },
  Container: {
    properties: { env: merged('EnvVar', 'name'), ports: merged('Port', 'containerPort') },
  },
  EnvVar: { properties: {} },
  Port: { properties: {} },
  Volume: { properties: {} },
}
const apps = {
  ...core,
  Deployment: { properties: { spec: reference('DeploymentSpec') }, ...names('apps', 'Deployment') },
  DeploymentSpec: {
    properties: {
      template: reference('Pod'),
      strategy: { ...reference('Strategy'), 'x-kubernetes-patch-strategy': 'retainKeys' },
    },
  },
  Strategy: { properties: {} },
}

/** What a server says of its kinds: discovery, and enough of its schemas to patch them. */
export const served: Readonly<Record<string, unknown>> = {
  '/api/v1': {
    resources: [
      { name: 'services', kind: 'Service', namespaced: true },
      { name: 'services/status', kind: 'Service', namespaced: true },
      { name: 'pods', kind: 'Pod', namespaced: true },
      { name: 'namespaces', kind: 'Namespace', namespaced: false },
    ],
  },
  '/apis/apps/v1': { resources: [{ name: 'deployments', kind: 'Deployment', namespaced: true }] },
  '/openapi/v3/api/v1': { components: { schemas: core } },
  '/openapi/v3/apis/apps/v1': { components: { schemas: apps } },
}
