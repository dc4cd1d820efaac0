import { describe, expect, it } from 'vitest'
import { type Kind, resourceOf, resources } from '.'
import { openApi, openApiDocument, openApiPaths } from './openapi'
import type { Resource } from './resource'

type Json = Record<string, unknown>

const CORE = 'io.k8s.api.core.v1.'
const schemas = (kind: Kind) => openApi(resourceOf(kind) as Resource)
const properties = (kind: Kind, type: string): Json => schemas(kind)[type]?.['properties'] as Json
const property = (kind: Kind, type: string, field: string): Json =>
  properties(kind, type)[field] as Json

describe('the schema of a kind', () => {
  it('says which kind it is, and has what all kinds have', () => {
    const deployment = schemas('Deployment')['io.k8s.api.apps.v1.Deployment']
    expect(deployment?.['x-kubernetes-group-version-kind']).toEqual([
      { group: 'apps', kind: 'Deployment', version: 'v1' },
    ])
    expect(Object.keys(deployment?.['properties'] as Json)).toEqual([
      'apiVersion',
      'kind',
      'metadata',
      'spec',
      'status',
    ])
  })

  it('names what the client must give, not what the server fills in', () => {
    expect(schemas('Service')[`${CORE}ServicePort`]?.['required']).toEqual(['port'])
    expect(schemas('Pod')[`${CORE}Container`]?.['required']).toEqual(['name'])
    expect(schemas('Deployment')['io.k8s.api.apps.v1.DeploymentSpec']?.['required']).toEqual([
      'selector',
      'template',
    ])
    expect(schemas('Service')[`${CORE}ServiceSpec`]).not.toHaveProperty('required')
  })

  it('tells by which fields items of a list are told apart', () => {
    expect(property('Service', `${CORE}ServiceSpec`, 'ports')).toEqual({
      type: 'array',
      items: { allOf: [{ $ref: `#/components/schemas/${CORE}ServicePort` }] },
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-patch-merge-key': 'port',
      'x-kubernetes-patch-strategy': 'merge',
    })
    expect(property('Pod', `${CORE}PodSpec`, 'volumes')).toMatchObject({
      'x-kubernetes-patch-strategy': 'merge,retainKeys',
    })
    expect(property('Pod', `${CORE}PodSpec`, 'tolerations')).toMatchObject({
      'x-kubernetes-list-type': 'atomic',
    })
    expect(property('Deployment', 'io.k8s.api.apps.v1.DeploymentSpec', 'strategy')).toMatchObject({
      'x-kubernetes-patch-strategy': 'retainKeys',
    })
    expect(property('Service', `${CORE}ServiceSpec`, 'selector')).toMatchObject({
      'x-kubernetes-map-type': 'atomic',
    })
  })

  it('lists the values of a field in alphabetical order, as real documents do', () => {
    expect(property('Pod', `${CORE}PodSpec`, 'restartPolicy')).toEqual({
      type: 'string',
      enum: ['Always', 'Never', 'OnFailure'],
    })
  })

  it.each(resources.map((resource) => [resource.kind, resource] as const))(
    'of a %s refers only to what is there',
    (_, resource) => {
      const found = openApi(resource)
      const text = JSON.stringify(found)
      const names = [...text.matchAll(/#\/components\/schemas\/([\w.]+)/g)].map(([, name]) => name)
      expect(names.length).toBeGreaterThan(0)
      for (const name of names) expect(found).toHaveProperty([name ?? ''])
    },
  )
})

describe('/openapi/v3', () => {
  it('has a document for each group version', () => {
    const { paths } = openApiPaths() as { paths: Record<string, { serverRelativeURL: string }> }
    expect(Object.keys(paths)).toEqual([
      'api/v1',
      'apis/admissionregistration.k8s.io/v1',
      'apis/apiextensions.k8s.io/v1',
      'apis/apiregistration.k8s.io/v1',
      'apis/apps/v1',
      'apis/autoscaling/v2',
      'apis/batch/v1',
      'apis/certificates.k8s.io/v1',
      'apis/coordination.k8s.io/v1',
      'apis/discovery.k8s.io/v1',
      'apis/flowcontrol.apiserver.k8s.io/v1',
      'apis/networking.k8s.io/v1',
      'apis/node.k8s.io/v1',
      'apis/policy/v1',
      'apis/rbac.authorization.k8s.io/v1',
      'apis/resource.k8s.io/v1',
      'apis/scheduling.k8s.io/v1',
      'apis/storage.k8s.io/v1',
    ])
    expect(paths['apis/apps/v1']?.serverRelativeURL).toMatch(
      /^\/openapi\/v3\/apis\/apps\/v1\?hash=[\dA-F]{8}$/,
    )
  })

  it('tells kubectl that the server checks fields, and how it may patch', () => {
    const document = openApiDocument('', 'v1') as { paths: Record<string, { patch: Json }> }
    const patch = document.paths['/api/v1/namespaces/{namespace}/services/{name}']?.patch ?? {}
    expect(patch).toMatchObject({
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': { group: '', kind: 'Service', version: 'v1' },
    })
    expect((patch['parameters'] as readonly Json[]).map(({ name }) => name)).toContain(
      'fieldValidation',
    )
    expect(patch['requestBody']).toHaveProperty([
      'content',
      'application/strategic-merge-patch+json',
    ])
  })

  it('has nothing of a version that is not served', () => {
    expect(openApiDocument('apps', 'v1beta1')).toBeUndefined()
  })
})
