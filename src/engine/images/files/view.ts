import { limits } from '../../limits'
import { compareStrings, type Instant } from '../../sim'
import { type Disk, type DiskEntry, emptyDisk, type Mount } from './disk'
import {
  type FileEntry,
  type FileProblem,
  type FileSystem,
  type Files,
  parentOf,
} from './file-system'

/** What the files of one container are made of. */
export interface Storage {
  readonly now: Instant
  /** What the image brings. */
  readonly base: Files
  /** The name of the container's own disk. */
  readonly own: string
  /** The volumes that a path may lie in. */
  mounts(path: string): readonly Mount[]
  disk(name: string): Disk | undefined
  keep(name: string, disk: Disk): void
}

/** Where a path lies: on which disk, under what name there, or in a volume of the API's. */
interface Place {
  readonly disk: string
  readonly path: string
  readonly mount?: Mount
}

/** The files of a container: its volumes, over what it has written, over its image. */
export class FileView implements FileSystem {
  constructor(private readonly storage: Storage) {}

  read(path: string): string | undefined {
    const entry = this.find(path)
    return entry?.type === 'file' ? entry.text : undefined
  }

  find(path: string): FileEntry | undefined {
    if (path.startsWith('/dev/')) return deviceAt(path)
    const place = this.placeOf(path)
    const { mount } = place
    const isReadOnly = mount?.isReadOnly === true
    if (mount?.file !== undefined) return file(mount.file, 0, false)
    if (mount?.files) return inVolume(mount.files, place.path)
    const written = this.storage.disk(place.disk)?.get(place.path)
    if (written) return entryOf(written, isReadOnly)
    const below = this.storage.disk(place.disk)
    if (mount) {
      return place.path === '/' || (below && hasBelow(below, place.path))
        ? { ...directory, isReadOnly }
        : undefined
    }
    const { base } = this.storage
    if (Object.hasOwn(base, path)) return file(base[path] ?? '', 0, false)
    return this.isDirectory(path, below) ? directory : undefined
  }

  list(path: string): readonly string[] | undefined {
    if (this.find(path)?.type !== 'directory') return undefined
    const { mount, disk, path: inside } = this.placeOf(path)
    const names = new Set<string>()
    const prefix = path === '/' ? '/' : `${path}/`
    const add = (all: Iterable<string>, start: string) => {
      for (const each of all) {
        if (!each.startsWith(start) || each === start) continue
        names.add(each.slice(start.length).split('/', 1)[0] ?? '')
      }
    }
    if (mount?.files)
      add(
        Object.keys(mount.files).map((name) => `/${name}`),
        slashed(inside),
      )
    else if (!mount) add(Object.keys(this.storage.base), prefix)
    for (const each of this.storage.mounts(path)) add([each.path], prefix)
    const start = slashed(inside)
    for (const [key, entry] of this.storage.disk(disk)?.entries(start) ?? []) {
      const [name = ''] = key.slice(start.length).split('/', 1)
      if (name === '') continue
      const isItself = key === `${start}${name}`
      if (entry.type !== 'gone') names.add(name)
      else if (isItself) names.delete(name)
    }
    return [...names].sort(compareStrings)
  }

  write(path: string, text: string): FileProblem | undefined {
    if (path.startsWith('/dev/')) return undefined
    const before = this.find(path)
    if (before?.type === 'directory') return 'Is a directory'
    return this.problemAbove(path) ?? this.put(path, { type: 'file', text, at: this.storage.now })
  }

  makeDirectory(path: string): FileProblem | undefined {
    if (this.find(path)) return 'File exists'
    return this.problemAbove(path) ?? this.put(path, { type: 'directory', at: this.storage.now })
  }

  remove(path: string): FileProblem | undefined {
    const entry = this.find(path)
    if (!entry) return 'No such file or directory'
    if (entry.type === 'directory' && (this.list(path)?.length ?? 0) > 0) {
      return 'Directory not empty'
    }
    if (this.storage.mounts(path).some((mount) => mount.path === path)) {
      return 'Device or resource busy'
    }
    return this.put(path, { type: 'gone' })
  }

  private problemAbove(path: string): FileProblem | undefined {
    const parent = this.find(parentOf(path))
    if (!parent) return 'No such file or directory'
    return parent.type === 'directory' ? undefined : 'Not a directory'
  }

  private put(path: string, entry: DiskEntry): FileProblem | undefined {
    const { disk, path: inside, mount } = this.placeOf(path)
    if (mount?.isReadOnly || mount?.files) return 'Read-only file system'
    if (mount?.file !== undefined) return 'Device or resource busy'
    const { storage } = this
    const before = storage.disk(disk) ?? emptyDisk
    const isLong = entry.type === 'file' && entry.text.length > limits.fileCharacters
    if (isLong || before.size >= limits.filesWritten) return 'No space left on device'
    storage.keep(disk, before.set(inside, entry))
    return undefined
  }

  private placeOf(path: string): Place {
    let found: Mount | undefined
    for (const mount of this.storage.mounts(path)) {
      const isIn = path === mount.path || (!mount.file && path.startsWith(slashed(mount.path)))
      if (isIn && mount.path.length >= (found?.path.length ?? 0)) found = mount
    }
    if (!found) return { disk: this.storage.own, path }
    const rest = path.slice(found.path === '/' ? 0 : found.path.length)
    const inside = `${found.disk?.from ?? ''}${rest}` || '/'
    return { disk: found.disk?.name ?? '', path: inside, mount: found }
  }

  private isDirectory(path: string, written: Disk | undefined): boolean {
    const start = slashed(path)
    if (path === '/') return true
    for (const key in this.storage.base) if (key.startsWith(start)) return true
    if (this.storage.mounts(path).some((mount) => mount.path.startsWith(start))) return true
    return written !== undefined && hasBelow(written, path)
  }
}

const slashed = (path: string): string => (path.endsWith('/') ? path : `${path}/`)

const directory: FileEntry = { type: 'directory', text: '', at: 0, isReadOnly: false }
const file = (text: string, at: Instant, isReadOnly: boolean): FileEntry => ({
  type: 'file',
  text,
  at,
  isReadOnly,
})

const DEVICES = ['null', 'zero', 'random', 'urandom', 'tty', 'stdin', 'stdout', 'stderr']

const deviceAt = (path: string): FileEntry | undefined =>
  DEVICES.includes(path.slice('/dev/'.length)) ? file('', 0, false) : undefined

function entryOf(entry: DiskEntry, isReadOnly: boolean): FileEntry | undefined {
  if (entry.type === 'gone') return undefined
  return entry.type === 'file'
    ? file(entry.text, entry.at, isReadOnly)
    : { ...directory, at: entry.at, isReadOnly }
}

function inVolume(files: Readonly<Record<string, string>>, path: string): FileEntry | undefined {
  const name = path.slice(1)
  if (Object.hasOwn(files, name)) return file(files[name] ?? '', 0, true)
  const isDirectory = name === '' || Object.keys(files).some((key) => key.startsWith(`${name}/`))
  return isDirectory ? { ...directory, isReadOnly: true } : undefined
}

function hasBelow(disk: Disk, path: string): boolean {
  for (const { type } of disk.values(slashed(path))) if (type !== 'gone') return true
  return false
}
