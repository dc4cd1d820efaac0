import type { Refusal } from './codec'
import type { JsonObject, ManifestProblemCode } from './manifest'
import { presetOf } from './presets'
import type { Scenario } from './scenario'

/** Replicas that a link may ask of one workload: as many as the cluster takes. */
const MOST_REPLICAS = 10_000

const BOMBS: readonly ManifestProblemCode[] = [
  'too-long',
  'too-many-documents',
  'too-deep',
  'too-many-tokens',
  'too-many-aliases',
]
const PROTOTYPE_KEY = /^[\s-]*(["']?)(__proto__|constructor|prototype)\1\s*:/m

/**
 * Why a scenario that a stranger sent is not opened, though it can be read: it would bring a tab
 * to its knees, or it is made to reach into the program. The same text in one's own pane is only
 * refused by the API server, at its line; nothing that one has written is taken away.
 */
export async function distrust({ manifest }: Scenario): Promise<Refusal | undefined> {
  if (presetOf(manifest)) return undefined // our own text, whoever sent it: it need not be read
  if (PROTOTYPE_KEY.test(manifest)) return 'not-a-scenario'
  const { parseManifest } = await import('./manifest')
  const { documents, problems } = parseManifest(manifest)
  const isBomb = problems.some(({ code }) => BOMBS.includes(code))
  return isBomb || documents.some(({ object }) => asksTooMuch(object)) ? 'too-large' : undefined
}

function asksTooMuch({ spec }: JsonObject): boolean {
  const replicas = (spec as { readonly replicas?: unknown } | null | undefined)?.replicas
  return typeof replicas === 'number' && replicas > MOST_REPLICAS
}
