import type { Instant } from '../../sim'

/**
 * The files that an image brings, by absolute path; the name of an empty directory ends in `/`.
 */
export type Files = Readonly<Record<string, string>>

/** Why something cannot be done to a file, in the kernel's words. */
export type FileProblem =
  | 'No such file or directory'
  | 'Is a directory'
  | 'Not a directory'
  | 'Directory not empty'
  | 'File exists'
  | 'Read-only file system'
  | 'Device or resource busy'
  | 'No space left on device'

/** What is at a path. */
export interface FileEntry {
  readonly type: 'file' | 'directory'
  readonly text: string
  /** When it was last written; 0 for what the image brought. */
  readonly at: Instant
  readonly isReadOnly: boolean
}

/** A container's files as its programs see them. Paths are absolute. */
export interface FileSystem {
  /** The text of a file; undefined when there is none at that path. */
  read(path: string): string | undefined
  find(path: string): FileEntry | undefined
  /** The names in a directory, in order; undefined when it is none. */
  list(path: string): readonly string[] | undefined
  /** Writes a whole file; what is returned says why it could not be done. */
  write(path: string, text: string): FileProblem | undefined
  makeDirectory(path: string): FileProblem | undefined
  /** Removes a file, or a directory that is empty. */
  remove(path: string): FileProblem | undefined
}

/** A path without `.`, `..` and double slashes, beginning at the root. */
export function absolutePath(directory: string, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** The directory that a path is in. */
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
