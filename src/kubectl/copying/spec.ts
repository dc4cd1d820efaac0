import { failed } from '../errors'

/** What `cp` copies from or to: a file here, or one in a Pod. */
export interface FileSpec {
  /** Empty for a file of this machine. */
  readonly pod: string
  /** Empty for the namespace of the call. */
  readonly namespace: string
  readonly file: string
}

/** Reads `[[namespace/]pod:]file/path` (kubectl's cp.go, extractFileSpec). */
export function readSpec(text: string): FileSpec {
  const wrong = () =>
    failed('filespec must match the canonical format: [[namespace/]pod:]file/path')
  const at = text.indexOf(':')
  if (at === 0) throw wrong()
  if (at < 0) return { pod: '', namespace: '', file: text }
  const parts = text.slice(0, at).split('/')
  const file = text.slice(at + 1)
  if (parts.length > 2) throw wrong()
  const [first = '', second] = parts
  return second === undefined
    ? { pod: first, namespace: '', file }
    : { pod: second, namespace: first, file }
}

/** The last part of a path. */
export const baseOf = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) || '/'

/** What is above a path: `.` for a name alone. */
export function folderOf(path: string): string {
  const clean = path.replace(/\/+$/, '')
  const at = clean.lastIndexOf('/')
  if (at < 0) return '.'
  return at === 0 ? '/' : clean.slice(0, at)
}
