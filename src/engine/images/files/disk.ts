import { type Instant, type SortedMap, sortedMap } from '../../sim'

/** Something that was written, or taken away, since a container or a volume began. */
export type DiskEntry =
  | { readonly type: 'file'; readonly text: string; readonly at: Instant }
  | { readonly type: 'directory'; readonly at: Instant }
  | { readonly type: 'gone' }

/** All that was written, by absolute path: a value. */
export type Disk = SortedMap<DiskEntry>

/** Nothing written. */
export const emptyDisk: Disk = sortedMap()

/** A volume, where a container has it. */
export interface Mount {
  /** A directory; the path of one file when `file` is given. */
  readonly path: string
  /** The whole of one file. */
  readonly file?: string
  /** Files from the API, by their path within the volume: nobody can write them. */
  readonly files?: Readonly<Record<string, string>>
  /** The disk of a volume that can be written, and where in it this begins. */
  readonly disk?: { readonly name: string; readonly from: string }
  readonly isReadOnly?: boolean
}
