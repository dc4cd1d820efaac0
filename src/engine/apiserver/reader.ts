import type { Kind, ObjectOf } from '../resources'

/** Reads a store as of one revision. An informer's cache is a `Reader` that is behind. */
export interface Reader {
  readonly revision: number
  get<K extends Kind>(kind: K, namespace: string, name: string): ObjectOf<K> | undefined
  /** In key order: by namespace, then name. */
  list<K extends Kind>(kind: K, namespace?: string): Iterable<ObjectOf<K>>
  indexed<K extends Kind>(kind: K, index: string, value: string): Iterable<ObjectOf<K>>
}
