import { fileOf, keep, type Shelf, take, takeOver, tidy, type Version } from './shelf'

declare const self: ServiceWorkerGlobalScope
/** Written in by the build. */
declare const builtVersion: Version

const shelf: Shelf = {
  version: builtVersion,
  scope: new URL('./', self.location.href).href,
  caches: self.caches,
  fetch: (input, init) => self.fetch(input, init),
  windows: async () => {
    const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    return all.map(({ id }) => id)
  },
}

self.addEventListener('install', (event) => event.waitUntil(keep(shelf)))

// The window of a first visit is answered from now on, too.
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([takeOver(shelf), self.clients.claim()])),
)

self.addEventListener('fetch', (event) => {
  const { request } = event
  const file = request.method === 'GET' ? fileOf(shelf, request.url) : undefined
  if (file === undefined) return
  event.respondWith(take(shelf, file, request))
})

self.addEventListener('message', (event) => {
  // A new version waits until it is asked for, however often pages are reloaded meanwhile.
  if (event.data === 'take over') event.waitUntil(self.skipWaiting())
  if (event.data === 'tidy') event.waitUntil(tidy(shelf))
})
