import { describe, expect, it } from 'vitest'
import { byId, client, lesson, pod, service } from '../../fixture/summaries'
import { filtered, namespacesIn } from './filtered'

const shop = pod('cart', { namespace: 'shop', labels: { app: 'cart', tier: 'front' } })
const cart = service('cart', { namespace: 'shop', selector: { app: 'cart' } })
const buyer = client('buyer', { host: shop.id })
const all = byId([...lesson, shop, cart, buyer])
const shown = (filter: Parameters<typeof filtered>[1]) => {
  const { summaries, hidden } = filtered(all, filter)
  const ids = [...summaries.values()].flatMap((each) =>
    each.type === 'pod' && !each.system ? [each.name] : [],
  )
  return { ids, hidden, summaries }
}

describe('the filter', () => {
  it('leaves all as it is when it says nothing, or nothing whole yet', () => {
    expect(filtered(all, {}).summaries).toBe(all)
    expect(filtered(all, { namespace: '', labels: ' , ' }).summaries).toBe(all)
  })

  it('shows the Pods, Services and clients of one namespace, and counts the others', () => {
    const { ids, hidden, summaries } = shown({ namespace: 'shop' })
    expect(ids).toEqual(['cart'])
    expect(summaries.has(cart.id)).toBe(true)
    expect(summaries.has('service/default/web-svc')).toBe(false)
    expect(summaries.has(buyer.id)).toBe(true)
    expect(summaries.has('node/node-1')).toBe(true)
    const own = lesson.filter(
      (each) => (each.type === 'pod' || each.type === 'service') && !each.system,
    )
    expect(hidden).toBe(own.length)
  })

  it.each([
    ['app=cart', ['cart']],
    ['app==cart', ['cart']],
    ['tier', ['cart']],
    ['app=cart,!tier', []],
    ['app=cart,app!=web', ['cart']],
  ])('shows Pods with the labels %s', (labels, expected) => {
    expect(shown({ labels }).ids).toEqual(expected)
  })

  it('shows the Services that take a Pod with these labels', () => {
    const { summaries } = shown({ labels: 'app=web' })
    expect(summaries.has('service/default/web-svc')).toBe(true)
    expect(summaries.has(cart.id)).toBe(false)
    expect(summaries.has(buyer.id)).toBe(false)
  })

  it('offers the namespaces that are not the cluster’s own', () => {
    expect(namespacesIn(all.values())).toEqual(['default', 'shop'])
  })
})
