import type { JsonObject } from '../json'

/** What a generated object is called, and where it is to be. */
export interface Naming {
  readonly name: string
  /** Only when the user named one: otherwise the request's path says it. */
  readonly namespace?: string | undefined
}

/** Metadata in the order of Go's struct, with the null that kubectl 1.33 still writes. */
export const metadataOf = (
  { name, namespace }: Naming,
  more: {
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  } = {},
): JsonObject => ({
  name,
  ...(namespace ? { namespace } : {}),
  creationTimestamp: null,
  ...(more.labels && Object.keys(more.labels).length > 0 ? { labels: more.labels } : {}),
  ...(more.annotations ? { annotations: more.annotations } : {}),
})
