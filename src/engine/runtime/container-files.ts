import type { Disk, Mount } from '../images/files/disk'
import type { FileSystem, Files } from '../images/files/file-system'
import { FileView, type Storage } from '../images/files/view'
import type { Instant } from '../sim'
import type { Process } from './process'
import type { ResolverConfig } from './runtime'
import type { World } from './world'

/** The files of the container that a process is in. */
export const filesOf = (world: World, process: Process): FileSystem =>
  new FileView(new ContainerStorage(world, process))

class ContainerStorage implements Storage {
  constructor(
    private readonly world: World,
    private readonly process: Process,
  ) {}

  get now(): Instant {
    return this.world.now
  }
  get own(): string {
    return `${this.process.pod}/${this.process.container}`
  }
  get base(): Files {
    const { image, tag } = this.process
    return image.files?.(tag) ?? NOTHING
  }

  // Most files that programs read lie in no volume: those are not even looked for.
  mounts(path: string): readonly Mount[] {
    const { process, world } = this
    if (!process.manner?.hasVolumes && !/^\/(etc|var|run)?(\/|$)/.test(path)) return NONE
    const { pod, container, sandbox } = process
    const own = pod === '' ? NONE : (world.context.volumes?.(pod, container) ?? NONE)
    return [
      ...own,
      { path: '/etc/hostname', file: `${sandbox.hostname}\n` },
      { path: '/etc/resolv.conf', file: resolverText(sandbox.resolver) },
    ]
  }

  disk(name: string): Disk | undefined {
    const { disks } = this.world.state
    return disks.size === 0 ? undefined : disks.get(name)
  }
  keep(name: string, disk: Disk): void {
    this.world.state.disks.set(name, disk)
  }
}

const NONE: readonly Mount[] = []
const NOTHING: Files = {}

/** `/etc/resolv.conf` as containerd writes it. */
function resolverText({ nameservers, search, ndots, options }: ResolverConfig): string {
  const all = options ?? (ndots === 1 ? [] : [`ndots:${ndots}`])
  return [
    ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
    ...nameservers.map((each) => `nameserver ${each}`),
    ...(all.length > 0 ? [`options ${all.join(' ')}`] : []),
  ]
    .map((line) => `${line}\n`)
    .join('')
}
