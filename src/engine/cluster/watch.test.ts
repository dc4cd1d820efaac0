import { describe, expect, it } from 'vitest'
import type { Cursor, WatchEvent } from '../api/request'
import { serve } from '../apiserver/serve'
import { compacted, type Store } from '../apiserver/store'
import { Server, service, WEB } from '../apiserver/testing'
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
