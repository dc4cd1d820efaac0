import type { Files } from '../../kubectl'
import { nameOf, parentOf, resolvePath } from './paths'

/** What is known of a file or directory. */
export interface FileStatus {
  readonly directory: boolean
  /** Characters as UTF-8 has them, in bytes. */
  readonly size: number
  /** Unix milliseconds of the cluster's clock. */
  readonly changed: number
  readonly writable: boolean
  readonly executable?: boolean
}

/** A file whose text somebody else keeps: the YAML pane, the lesson. */
export interface Mounted {
  read(): string
  /** Absent when it can only be read. */
  write?(text: string): void
}

/** Files that come from elsewhere, by absolute path, as of now. */
export type Mounts = () => ReadonlyMap<string, Mounted>

/** A file of the home directory as it is kept. */
export interface KeptFile {
  /** Undefined for a directory. */
  readonly text?: string
  readonly changed: number
  readonly executable?: boolean
}

/** Everything that is kept, by absolute path. */
export type Kept = Readonly<Record<string, KeptFile>>

/** An error in the operating system's words: `No such file or directory`. */
export class FileError extends Error {}

const absent = () => new FileError('No such file or directory')
const refused = () => new FileError('Permission denied')

/** What all files together may hold, in bytes. */
const capacity = 512 * 1024

/** Counts a file's bytes without making them. */
function bytesIn(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1
  }
  return bytes
}

/** What a file system is made of. */
export interface FileSystemOptions {
  readonly home: string
  readonly kept: Kept
  readonly mounts?: Mounts
  now(): number
  /** Called after every change of what is kept. */
  onChange?(): void
}

/** The small disk of the learner's machine. Paths are absolute, or relative to `directory`. */
export class FileSystem {
  private readonly files: Map<string, KeptFile>
  /** Bytes of each file, counted once. */
  private readonly sizes = new Map<string, number>()
  private used = 0
  private readonly roots: readonly string[]

  constructor(private readonly options: FileSystemOptions) {
    this.files = new Map(Object.entries(options.kept))
    for (const [path, { text = '' }] of this.files) this.count(path, bytesIn(text))
    this.roots = ['/', parentOf(options.home), options.home, '/tmp', '/dev', '/dev/fd']
  }

  /** Seen from a working directory, as programs see it. */
  from(directory: () => string): DirectoryView {
    return new DirectoryView(this, directory)
  }

  /** What a later visit begins with. */
  get kept(): Kept {
    const lasting = [...this.files].filter(([path]) => !/^\/(tmp|dev)\//.test(path))
    return Object.fromEntries(lasting)
  }

  status(path: string): FileStatus | undefined {
    const mounted = this.mounts.get(path)
    if (mounted) {
      const size = bytesIn(mounted.read())
      const writable = mounted.write !== undefined
      return { directory: false, size, changed: this.options.now(), writable }
    }
    const file = this.files.get(path)
    const changed = file?.changed ?? this.options.now()
    if (file?.text !== undefined) {
      const { executable = false } = file
      return {
        directory: false,
        size: this.sizes.get(path) ?? 0,
        changed,
        writable: true,
        executable,
      }
    }
    const directory = file !== undefined || this.roots.includes(path) || this.isMountPoint(path)
    if (!directory) return path === '/dev/null' ? nullDevice : undefined
    return { directory, size: 4096, changed, writable: !this.isMountPoint(path) }
  }

  read(path: string): string {
    const mounted = this.mounts.get(path)
    if (mounted) return mounted.read()
    const text = this.files.get(path)?.text
    if (text !== undefined) return text
    if (path === '/dev/null') return ''
    if (this.status(path)?.directory) throw new FileError('Is a directory')
    throw absent()
  }

  write(path: string, text: string): void {
    if (path === '/dev/null') return
    const mounted = this.mounts.get(path)
    if (mounted) {
      if (!mounted.write) throw refused()
      mounted.write(text)
      return
    }
    this.put(path, text, bytesIn(text))
  }

  /** Adds to the end of a file, however long it is. */
  append(path: string, text: string): void {
    const before = this.files.get(path)?.text
    if (path === '/dev/null') return
    if (before === undefined || this.mounts.has(path)) {
      this.write(path, (this.status(path) ? this.read(path) : '') + text)
    } else this.put(path, before + text, (this.sizes.get(path) ?? 0) + bytesIn(text))
  }

  makeDirectory(path: string): void {
    if (this.status(path)) throw new FileError('File exists')
    this.checkPlace(path)
    this.set(path, { changed: this.options.now() })
  }

  /** Sets the time of change to now. */
  touch(path: string): void {
    const file = this.files.get(path)
    if (file) this.set(path, { ...file, changed: this.options.now() })
    else if (!this.status(path)) this.write(path, '')
  }

  /** Says whether a file may be run. */
  setExecutable(path: string, executable: boolean): void {
    const file = this.files.get(path)
    if (file?.text !== undefined) this.set(path, { ...file, executable })
    else throw this.status(path) ? refused() : absent()
  }

  /** Removes a file or an empty directory. */
  remove(path: string): void {
    const status = this.status(path)
    if (!status) throw absent()
    if (this.mounts.has(path) || this.roots.includes(path) || this.isMountPoint(path)) {
      throw new FileError('Operation not permitted')
    }
    if (status.directory && this.list(path).length > 0) throw new FileError('Directory not empty')
    this.files.delete(path)
    this.count(path, undefined)
    this.options.onChange?.()
  }

  /** Names in a directory, sorted; a directory's name ends in `/`. */
  list(path: string): readonly string[] {
    const status = this.status(path)
    if (!status) throw absent()
    if (!status.directory) throw new FileError('Not a directory')
    const beginning = path === '/' ? '/' : `${path}/`
    const names = new Set<string>()
    for (const each of [...this.roots, ...this.files.keys(), ...this.mounts.keys()]) {
      if (!each.startsWith(beginning) || each === '/') continue
      const [name = '', ...deeper] = each.slice(beginning.length).split('/')
      const directory = deeper.length > 0 || this.status(beginning + name)?.directory === true
      names.add(directory ? `${name}/` : name)
    }
    const bare = (name: string) => name.replace(/\/$/, '')
    return [...names].sort((a, b) => (bare(a) < bare(b) ? -1 : 1))
  }

  private get mounts(): ReadonlyMap<string, Mounted> {
    return this.options.mounts?.() ?? new Map()
  }

  private put(path: string, text: string, bytes: number): void {
    if (this.status(path)?.directory) throw new FileError('Is a directory')
    this.checkPlace(path)
    if (this.used - (this.sizes.get(path) ?? 0) + bytes > capacity) {
      throw new FileError('No space left on device')
    }
    this.count(path, bytes)
    this.set(path, { ...this.files.get(path), text, changed: this.options.now() })
  }

  private count(path: string, bytes: number | undefined): void {
    this.used += (bytes ?? 0) - (this.sizes.get(path) ?? 0)
    if (bytes === undefined) this.sizes.delete(path)
    else this.sizes.set(path, bytes)
  }

  private isMountPoint(path: string): boolean {
    if (this.roots.includes(path)) return false
    for (const each of this.mounts.keys()) if (each.startsWith(`${path}/`)) return true
    return false
  }

  private checkPlace(path: string): void {
    const parent = this.status(parentOf(path))
    if (!parent) throw absent()
    if (!parent.directory) throw new FileError('Not a directory')
    const inRoot = this.roots.includes(parentOf(path))
    const mine = !inRoot || [this.options.home, '/tmp', '/dev/fd'].includes(parentOf(path))
    if (!parent.writable || !mine) throw refused()
    if (nameOf(path).length > 255) throw new FileError('File name too long')
  }

  private set(path: string, file: KeptFile): void {
    this.files.set(path, file)
    this.options.onChange?.()
  }
}

const nullDevice: FileStatus = { directory: false, size: 0, changed: 0, writable: true }

/** The same disk, seen from a working directory. */
export class DirectoryView implements Files {
  constructor(
    private readonly disk: FileSystem,
    private readonly directory: () => string,
  ) {}

  /** The absolute path. */
  path(path: string): string {
    return resolvePath(this.directory(), path)
  }
  status(path: string): FileStatus | undefined {
    return path === '' ? undefined : this.disk.status(this.path(path))
  }
  read(path: string): string | undefined {
    const status = this.status(path)
    return status && !status.directory ? this.disk.read(this.path(path)) : undefined
  }
  /** Throws in the operating system's words when there is no such file. */
  mustRead(path: string): string {
    if (path === '') throw absent()
    return this.disk.read(this.path(path))
  }
  write(path: string, text: string): void {
    if (path === '') throw absent()
    this.disk.write(this.path(path), text)
  }
  append(path: string, text: string): void {
    this.disk.append(this.path(path), text)
  }
  remove(path: string): void {
    this.disk.remove(this.path(path))
  }
  list(path: string): readonly string[] | undefined {
    return this.status(path)?.directory ? this.disk.list(this.path(path)) : undefined
  }
  makeDirectory(path: string): void {
    this.disk.makeDirectory(this.path(path))
  }
  touch(path: string): void {
    this.disk.touch(this.path(path))
  }
  setExecutable(path: string, executable: boolean): void {
    this.disk.setExecutable(this.path(path), executable)
  }
}
