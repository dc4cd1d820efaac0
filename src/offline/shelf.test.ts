import { describe, expect, it } from 'vitest'
import { fileOf, keep, type Shelf, take, takeOver, tidy, type Version } from './shelf'

const scope = 'https://host/play/'
const version = (name: string, ...late: readonly string[]): Version => ({
  name,
  files: ['', `assets/index-${name}.js`, ...late, 'favicon.svg'],
  begins: `assets/index-${name}.js`,
})

/** A browser that keeps things, a host that has files or none, and windows. */
class World {
  readonly kept = new Map<string, Map<string, Response>>()
  readonly asked: string[] = []
  windows: readonly string[] = []
  host: Readonly<Record<string, string>> = {}

  shelf(of: Version): Shelf {
    return {
      version: of,
      scope,
      caches: this.caches as unknown as CacheStorage,
      windows: async () => this.windows,
      fetch: (async (input: string | Request) => {
        const url = typeof input === 'string' ? input : input.url
        this.asked.push(url.replace(scope, ''))
        const text = this.host[url.replace(scope, '')]
        return text === undefined ? new Response('', { status: 404 }) : new Response(text)
      }) as typeof fetch,
    }
  }

  /** The host has this version now, and no other. */
  publish({ files, begins }: Version): void {
    this.host = Object.fromEntries(files.map((file) => [file, file === '' ? begins : file]))
  }

  private readonly caches = {
    keys: async () => [...this.kept.keys()],
    delete: async (name: string) => this.kept.delete(name),
    match: async (url: string) =>
      [...this.kept.values()].map((board) => board.get(url)?.clone()).find((each) => each),
    open: async (name: string) => {
      const board = this.kept.get(name) ?? new Map<string, Response>()
      this.kept.set(name, board)
      return {
        match: async (url: string) => board.get(url)?.clone(),
        put: async (url: string, response: Response) => void board.set(url, response),
      }
    },
  }
}

const one = version('one', 'assets/late-1.js', 'assets/same.js')
const two = version('two', 'assets/late-2.js', 'assets/same.js')
const taken = async (shelf: Shelf, file: string) => {
  const response = await take(shelf, file, new Request(new URL(file, scope)))
  return response.ok ? response.text() : response.status
}

async function worldWith(first: Version, ...windows: readonly string[]): Promise<World> {
  const world = new World()
  world.publish(first)
  world.windows = windows
  await keep(world.shelf(first))
  await takeOver(world.shelf(first))
  return world
}

describe('a version that is kept', () => {
  it('answers for all of its files when the host does not', async () => {
    const world = await worldWith(one)
    world.host = {}
    const shelf = world.shelf(one)
    for (const file of one.files) expect(await taken(shelf, file)).toBe(file || one.begins)
    expect(await taken(shelf, 'assets/other.js')).toBe(404)
  })

  it('is what the page, its index and its files mean, whatever is asked of them', () => {
    const shelf = new World().shelf(one)
    const found = (path: string) => fileOf(shelf, `https://host${path}`)
    expect(found('/play/')).toBe('')
    expect(found('/play/?a=b#true')).toBe('')
    expect(found('/play/index.html')).toBe('')
    expect(found('/play/assets/late-9.js')).toBe('assets/late-9.js')
    expect(found('/play/elsewhere')).toBeUndefined()
    expect(found('/play/sw.js')).toBeUndefined()
    expect(found('/')).toBeUndefined()
  })

  it('is not begun with by a page of another version', async () => {
    const world = new World()
    world.publish(one)
    world.host = { ...world.host, '': two.begins }
    await expect(keep(world.shelf(one))).rejects.toThrow('of another version')
  })

  it('is gone on with where it failed', async () => {
    const world = new World()
    world.publish(one)
    const { 'assets/late-1.js': late, ...rest } = world.host
    world.host = rest
    await expect(keep(world.shelf(one))).rejects.toThrow('404')
    world.host = { ...rest, 'assets/late-1.js': late ?? '' }
    world.asked.length = 0
    await keep(world.shelf(one))
    expect(world.asked).toContain('assets/late-1.js')
    expect(world.asked).not.toContain('assets/same.js')
  })
})

describe('a version that comes after another', () => {
  it('fetches what is new of it, and takes nothing away while it waits', async () => {
    const world = await worldWith(one, 'a')
    world.publish(two)
    world.asked.length = 0
    await keep(world.shelf(two))
    expect(world.asked.sort()).toEqual([
      '',
      'assets/index-two.js',
      'assets/late-2.js',
      'favicon.svg',
    ])
    await tidy(world.shelf(two)) // it has not taken over
    expect(await taken(world.shelf(one), '')).toBe(one.begins)
    expect(await taken(world.shelf(one), 'assets/late-1.js')).toBe('assets/late-1.js')
  })

  it('has what windows of the older one need, until the last is gone', async () => {
    const world = await worldWith(one, 'a', 'b')
    world.publish(two)
    const shelf = world.shelf(two)
    await keep(shelf)
    await takeOver(shelf)
    expect(await taken(shelf, '')).toBe(two.begins)
    world.windows = ['b', 'a again'] // one has begun anew, one goes on
    await tidy(shelf)
    expect(await taken(shelf, 'assets/late-1.js')).toBe('assets/late-1.js')
    world.windows = ['a again']
    await tidy(shelf)
    expect(await taken(shelf, 'assets/late-1.js')).toBe(404)
    expect(await taken(shelf, 'assets/late-2.js')).toBe('assets/late-2.js')
  })

  it('leaves alone what other playgrounds of the host keep, and what comes after', async () => {
    const world = await worldWith(one)
    world.kept.set('service-playground https://host/other/ zero', new Map())
    world.publish(two)
    await keep(world.shelf(two))
    world.kept.set(`service-playground ${scope} three`, new Map())
    await takeOver(world.shelf(two))
    expect([...world.kept.keys()]).toEqual([
      'service-playground https://host/other/ zero',
      `service-playground ${scope} two`,
      `service-playground ${scope} three`,
    ])
  })
})
