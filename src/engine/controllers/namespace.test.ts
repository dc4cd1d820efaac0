import { describe, expect, it } from 'vitest'
import { seconds } from '../sim'
import { namespace } from './namespace'
import { rootCA, serviceAccount } from './namespace-defaults'
import { runnerOf } from './runner'
import { aWhile, podNamed, type Scene, scene } from './testing'

function staged(): Scene {
  const stage = scene(runnerOf(namespace), runnerOf(rootCA), runnerOf(serviceAccount))
  stage.create({ kind: 'Namespace', metadata: { name: 'shop' } })
  stage.pass(aWhile)
  return stage
}

const inShop = (name: string) => {
  const pod = podNamed(name)
  return { ...pod, metadata: { ...pod.metadata, namespace: 'shop' } }
}

const conditions = (stage: Scene) =>
  Object.fromEntries(
    (stage.get('Namespace', 'shop').status.conditions ?? []).map(({ type, message }) => [
      type,
      message,
    ]),
  )

describe('a namespace', () => {
  it('gets a certificate and an account, and gets them back when they are deleted', () => {
    const stage = staged()
    for (const [kind, name] of [
      ['ConfigMap', 'kube-root-ca.crt'],
      ['ServiceAccount', 'default'],
    ] as const) {
      const { uid } = stage.get(kind, name, 'shop').metadata
      stage.act({ verb: 'delete', kind, key: { namespace: 'shop', name } })
      stage.pass(aWhile)
      expect(stage.get(kind, name, 'shop').metadata.uid).not.toBe(uid)
    }
  })

  it('is emptied before it goes', () => {
    const stage = staged()
    stage.create(inShop('a'))
    stage.remove('Namespace', 'shop')
    stage.pass(aWhile)
    expect(stage.list('Namespace').map(({ metadata }) => metadata.name)).not.toContain('shop')
    expect(stage.list('Pod')).toEqual([])
    expect(stage.list('ConfigMap', 'shop')).toEqual([])
  })

  it('waits for Pods that are terminating, and says so', () => {
    const stage = staged()
    stage.create(inShop('a'))
    const key = { namespace: 'shop', name: 'a' }
    stage.act({ verb: 'bind', pod: key, node: 'node-1' })
    stage.remove('Namespace', 'shop')
    stage.pass(aWhile)
    expect(conditions(stage)).toMatchObject({
      NamespaceContentRemaining: 'Some resources are remaining: pods. has 1 resource instances',
      NamespaceFinalizersRemaining: 'All content-preserving finalizers finished',
    })
    stage.act({ verb: 'delete', kind: 'Pod', key, gracePeriodSeconds: 0 })
    stage.pass(seconds(20))
    expect(stage.list('Namespace').map(({ metadata }) => metadata.name)).not.toContain('shop')
  })
})
