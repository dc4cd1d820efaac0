import { discoverOver } from '../../kubectl/discovery'
import type { DumpKnown } from '../../scenarios/dump/choices'
import { imagesIn } from '../../scenarios/dump/load'
import { type DumpObjects, readObjects } from '../../scenarios/dump/objects'
import type { JsonObject } from '../../scenarios/yaml-json'
import type { Playground } from '../store'

/** How long the page may be kept from anything else. */
const sliceMillis = 24

/** Reads a dump bit by bit: undefined when nobody wants it any more. */
export async function readInSlices(
  text: string,
  isWanted: () => boolean,
): Promise<DumpObjects | undefined> {
  const reading = readObjects(text)
  let begun = performance.now()
  for (;;) {
    const { done, value } = reading.next()
    if (done) return isWanted() ? value : undefined
    if (performance.now() - begun < sliceMillis) continue
    await new Promise((resolve) => setTimeout(resolve))
    if (!isWanted()) return undefined
    begun = performance.now()
  }
}

/** Asks the cluster which kinds it has, and which of a dump's images. */
export async function knownOf(
  client: Playground['client'],
  objects: readonly JsonObject[],
): Promise<DumpKnown> {
  const names = imagesIn(objects).join(',')
  const [versions, response] = await Promise.all([
    discoverOver(client),
    client.request({ method: 'GET', path: '/playground/v1/images', query: { names } }),
  ])
  const kinds = versions.flatMap(({ group, version, resources }) =>
    resources.map(({ kind }) => `${group === '' ? version : `${group}/${version}`} ${kind}`),
  )
  const { missing = [] } =
    'body' in response ? (response.body as { readonly missing?: readonly string[] }) : {}
  return { kinds: new Set(kinds), missingImages: new Set(missing) }
}
