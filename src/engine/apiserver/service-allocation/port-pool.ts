import { internalError } from '../../api/status'
import type { Random } from '../../sim'
import type { ServerEnvironment } from '../environment'
import { type Reader, readerOf } from '../reader'
import type { Store } from '../store'
import type { Service } from './service'

/** Where a dry run begins to guess: outside of any range. */
const NO_PORT = 32_768

/** The node ports that are left: all of the range but those of the Services that there are. */
export class PortPool {
  private readonly reader: Reader
  /** What this Service has taken just now. */
  private readonly own = new Set<number>()
  private readonly random: Random
  private readonly first: number
  private readonly last: number
  private readonly isDry: boolean
  /** The highest port of this Service so far. */
  private highest = NO_PORT

  constructor(store: Store, { metadata }: Service, env: ServerEnvironment) {
    const { isDry = false, nodePorts, streams } = env
    this.isDry = isDry
    ;[this.first, this.last] = nodePorts
    this.random = streams(`nodePort/${metadata.namespace}/${metadata.name}`)
    this.reader = readerOf(store)
  }

  /** Takes a port; says why it cannot be had. */
  claim(port: number): string | undefined {
    if (port < this.first || port > this.last) {
      const range = `${this.first}-${this.last}`
      return `provided port is not in the valid range. The range of valid ports is ${range}`
    }
    if (this.isTaken(port)) return 'provided port is already allocated'
    this.own.add(port)
    if (this.highest === NO_PORT || port > this.highest) this.highest = port
    return undefined
  }

  /** Takes any port: the lower band is kept for those who choose, as with addresses (KEP-3668). */
  draw(): number {
    if (this.isDry) return this.next()
    const size = this.last - this.first + 1
    const band = size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 32)), 128)
    const found =
      this.scan(this.first + band, this.last) ?? this.scan(this.first, this.first + band - 1)
    if (found === undefined) throw internalError('failed to allocate a nodePort: range is full')
    this.own.add(found)
    return found
  }

  private isTaken(port: number): boolean {
    return this.own.has(port) || this.reader.countIndexed('Service', 'nodePort', `${port}`) > 0
  }

  // A dry run guesses: a port above all that the Service has so far.
  private next(): number {
    this.highest++
    return this.highest
  }

  private scan(first: number, last: number): number | undefined {
    const count = last - first + 1
    if (count <= 0) return undefined
    const start = this.random.below(count)
    for (let step = 0; step < count; step++) {
      const port = first + ((start + step) % count)
      if (!this.isTaken(port)) return port
    }
    return undefined
  }
}
