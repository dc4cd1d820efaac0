import { describe, expect, it } from 'vitest'
import { byId, lesson, service, sliceOf } from '../fixture/summaries'
import { litIn, objectOf, placesOf } from './lit'
import { blank } from './picture'

const web = service('web-svc')
const summaries = byId([...lesson, sliceOf(web)])
const key = (name: string) => ({ namespace: 'default', name })

describe('what lights up', () => {
  it('is what an object has become: a Deployment its Pods, a Service its slices too', () => {
    expect(placesOf({ kind: 'Deployment', key: key('web') }, summaries)).toEqual([
      'pod/default/web-6d5f7c9b8d-4kq7x',
      'pod/default/web-6d5f7c9b8d-m2vzt',
      'pod/default/web-6d5f7c9b8d-x9r5c',
    ])
    expect(placesOf({ kind: 'Service', key: key('web-svc') }, summaries)).toEqual([
      'service/default/web-svc',
      'endpointslice/default/web-svc-x7k2p',
    ])
    expect(placesOf({ kind: 'ConfigMap', key: key('web') }, summaries)).toEqual([])
  })

  it('is what the pointer is on, before what stands at the caret', () => {
    const caret = { kind: 'Pod', key: key('api'), path: 'spec' }
    const picture = { ...blank, summaries }
    expect(litIn({ picture, caret })).toEqual(['pod/default/api'])
    expect(litIn({ picture, caret, hovered: 'node/node-1' })).toEqual(['node/node-1'])
    expect(litIn({ picture })).toEqual([])
  })

  it('names the object of the API, where there is one', () => {
    expect(objectOf('pod/shop/cart')).toEqual({
      kind: 'Pod',
      key: { namespace: 'shop', name: 'cart' },
    })
    expect(objectOf('node/node-1')?.key).toEqual({ namespace: '', name: 'node-1' })
    expect(objectOf('statefulset/shop/db')?.kind).toBe('StatefulSet')
    expect(objectOf('client/visitor')).toBeUndefined()
  })
})
