import { describe, expect, it } from 'vitest'
import type { Cursor, WatchEvent } from '../api/request'
import { serve } from '../apiserver/serve'
import { compacted, type Store } from '../apiserver/store'
import { Server, service, WEB } from '../apiserver/testing'
import { seconds } from '../sim'
import { pollWatch } from './watch'

const at = { epoch: 0, now: 0 }
type Watch = Extract<Cursor, { type: 'watch' }>

const watching = (server: Server, query: Readonly<Record<string, string>>): Watch => {
  const path = '/api/v1/services'
  const request = { method: 'GET', path, query: { watch: 'true', ...query } } as const
  const { response } = serve(server.store, request, server.environment)
  if (!('stream' in response) || response.stream.type !== 'watch') throw new Error('no watch')
  return response.stream
}
const told = (events: readonly WatchEvent[]) =>
  events.map(({ type, object }) => {
    const { metadata } = object as { metadata: { name: string; resourceVersion: string } }
    return `${type} ${metadata.name} ${metadata.resourceVersion}`
  })
const labelled = (server: Server, tier: string | null) =>
  server.patch(WEB, 'merge-patch', { metadata: { labels: { tier } } })

describe('a watch with a selector', () => {
  it('sees an object come when it begins to match, and go as it was when it no longer does', () => {
    const server = new Server()
    server.post(service({}))
    const from = String(server.store.revision)
    const cursor = watching(server, { labelSelector: 'tier=a', resourceVersion: from })
    for (const tier of ['a', 'b', 'a', null]) labelled(server, tier)
    const { events } = pollWatch(server.store, cursor, at)
    const first = Number(from)
    expect(told(events)).toEqual([
      `ADDED web ${first + 1}`,
      `DELETED web ${first + 2}`,
      `ADDED web ${first + 3}`,
      `DELETED web ${first + 4}`,
    ])
    for (const { object } of events) expect(object).toHaveProperty('metadata.labels.tier', 'a')
  })
})

describe('a watch from what is forgotten', () => {
  it('is told which version is still known, and ends', () => {
    const server = new Server()
    server.post(service({}))
    const cursor = watching(server, { resourceVersion: '1' })
    const forgetful: Store = compacted(server.store, 3)
    expect(pollWatch(forgetful, cursor, at)).toMatchObject({
      cursor: undefined,
      events: [
        { type: 'ERROR', object: { code: 410, message: 'too old resource version: 1 (3)' } },
      ],
    })
  })
})

describe('a watch that allows bookmarks', () => {
  const bookmarks = (events: readonly WatchEvent[]) =>
    events.filter(({ type }) => type === 'BOOKMARK').map(({ object }) => object)
  it('is told every minute how far it has come', () => {
    const server = new Server()
    server.post(service({}))
    const resourceVersion = String(server.store.revision)
    const cursor = watching(server, { resourceVersion, allowWatchBookmarks: 'true' })
    const { now } = server.environment
    expect(pollWatch(server.store, cursor, { epoch: 0, now }).events).toEqual([])
    const later = pollWatch(server.store, cursor, { epoch: 0, now: now + seconds(60) })
    expect(bookmarks(later.events)).toEqual([
      { kind: 'Service', apiVersion: 'v1', metadata: { resourceVersion } },
    ])
    expect(later.cursor?.bookmark?.at).toBe(now + seconds(120))
  })
  it('is told when all that was there has come, if it asked for that', () => {
    const server = new Server()
    server.post(service({}))
    const cursor = watching(server, {
      sendInitialEvents: 'true',
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: 'true',
    })
    const { events } = pollWatch(server.store, cursor, at)
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK'])
    expect(bookmarks(events)).toMatchObject([
      { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
    ])
  })

  it('comes and goes in a watch with what it follows from', () => {
    const server = new Server()
    server.post(service({}))
    const from = server.environment
    const at = { epoch: from.epoch, now: from.now, from }
    const cursor = { type: 'watch', kind: 'IPAddress', revision: 0, isInitial: true } as const
    const first = pollWatch(server.store, cursor, at)
    expect(first.events.map(({ type }) => type)).toEqual(['ADDED'])
    server.send({ method: 'DELETE', path: '/api/v1/namespaces/default/services/web' })
    const later = first.cursor && pollWatch(server.store, first.cursor, at)
    expect(later?.events.map(({ type }) => type)).toEqual(['DELETED'])
  })
})
