import { describe, expect, expectTypeOf, it } from 'vitest'
import type { LabelSelector } from '../api/labels'
import type { KubeObject } from '../api/object'
import { type Kind, type ObjectOf, resourceByPlural, resourceOf, resources } from '.'

describe('the list of kinds', () => {
  it('has each kind once, under its own name and plural', () => {
    expect(new Set(resources.map(({ kind }) => kind)).size).toBe(resources.length)
    for (const resource of resources) {
      expect(resourceOf(resource.kind as Kind)).toBe(resource)
      expect(resourceByPlural(resource.group, resource.plural)).toBe(resource)
      expect(resource.schema.name).toBe(resource.kind)
    }
  })

  it('keeps groups together, the core group first, plurals in alphabetical order', () => {
    const paths = resources.map(({ group, plural }) => `${group}/${plural}`)
    expect(paths).toEqual([...paths].sort())
  })

  it('does not know what it was not told', () => {
    expect(resourceByPlural('', 'deployments')).toBeUndefined()
    expect(resourceByPlural('apps', 'constructor')).toBeUndefined()
  })
})

describe('the type of a kind', () => {
  it('is read off its schema', () => {
    type Spec = ObjectOf<'Service'>['spec']
    expectTypeOf<ObjectOf<'Service'>>().toExtend<KubeObject>()
    expectTypeOf<ObjectOf<'Service'>['kind']>().toEqualTypeOf<'Service'>()
    expectTypeOf<Spec['type']>().toEqualTypeOf<
      'ClusterIP' | 'ExternalName' | 'LoadBalancer' | 'NodePort'
    >()
    expectTypeOf<Spec['selector']>().toEqualTypeOf<Readonly<Record<string, string>> | undefined>()
    expectTypeOf<NonNullable<Spec['ports']>[number]['targetPort']>().toEqualTypeOf<
      number | string
    >()
  })

  it('has what the server always fills in, and lets the rest be absent', () => {
    type PodSpec = ObjectOf<'Pod'>['spec']
    expectTypeOf<PodSpec['restartPolicy']>().toEqualTypeOf<'Always' | 'OnFailure' | 'Never'>()
    expectTypeOf<PodSpec['terminationGracePeriodSeconds']>().toEqualTypeOf<number>()
    expectTypeOf<PodSpec['nodeName']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<PodSpec['containers'][number]['imagePullPolicy']>().toEqualTypeOf<
      'Always' | 'IfNotPresent' | 'Never'
    >()
    expectTypeOf<ObjectOf<'Deployment'>['spec']['replicas']>().toEqualTypeOf<number>()
    expectTypeOf<ObjectOf<'Deployment'>['spec']['selector']>().toExtend<LabelSelector>()
    expectTypeOf<
      ObjectOf<'EndpointSlice'>['endpoints'][number]['conditions']['ready']
    >().toEqualTypeOf<boolean | undefined>()
  })
})
