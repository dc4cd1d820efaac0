/** All of the page at one time: what has to be at hand for it to work without a network. */
export interface Version {
  /** Changes with any of its files. */
  readonly name: string
  /** Every file that it may ask for, from the page's own folder; '' is the page itself. */
  readonly files: readonly string[]
  /** The script with which the page begins: by it one knows whether a page is of this version. */
  readonly begins: string
}

/** Where versions are kept: each on a board of its own, so that none is in another's way. */
export interface Shelf {
  readonly version: Version
  /** The folder of the page, as a URL: other playgrounds of the same host have their own. */
  readonly scope: string
  readonly caches: CacheStorage
  readonly fetch: typeof fetch
  /** The windows that are open, by their ids. */
  readonly windows: () => Promise<readonly string[]>
}

/** What is known of the versions that were there before, for as long as a window may need them. */
interface Before {
  readonly boards: readonly string[]
  /** The windows that were open when this version took over; undefined: it has not. */
  readonly windows?: readonly string[]
}

/** How many files are fetched at once: the page has its own to fetch meanwhile. */
const atOnce = 4

const boardOf = ({ scope, version }: Shelf) => `service-playground ${scope} ${version.name}`
const open = (shelf: Shelf) => shelf.caches.open(boardOf(shelf))
const noteOf = ({ scope }: Shelf) => new URL('.before', scope).href

/** Whether a file has its content's hash in its name: under that name it is never another. */
const isFixed = (file: string) => file.startsWith('assets/')

/**
 * Fetches the whole version. What failed half-way is gone on with the next time. Nothing of another
 * version is touched: windows work with it.
 */
export async function keep(shelf: Shelf): Promise<void> {
  const { caches, scope, version } = shelf
  const board = await open(shelf)
  const names = await caches.keys()
  const boards = names.filter((name) => name.startsWith(`service-playground ${scope} `))
  const before: Before = { boards: boards.filter((name) => name !== boardOf(shelf)) }
  await board.put(noteOf(shelf), Response.json(before))
  const files = [...version.files]
  const work = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      await keepFile(shelf, board, file)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

async function keepFile(shelf: Shelf, board: Cache, file: string): Promise<void> {
  const url = new URL(file, shelf.scope).href
  if (isFixed(file)) {
    if (await board.match(url)) return
    const had = await shelf.caches.match(url) // an older version has it, too
    if (had) return board.put(url, had)
  }
  // What the page has loaded by now is in the browser's own cache; without a hash, it may be old.
  const response = await shelf.fetch(url, { cache: isFixed(file) ? 'default' : 'no-cache' })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  const body = await response.blob()
  if (file === '' && !(await body.text()).includes(shelf.version.begins)) {
    throw new Error(`${url} is of another version`)
  }
  // A page that came by way of a redirection would be refused.
  await board.put(url, new Response(body, { headers: response.headers }))
}

/** The file of a version that a URL means, if it may be one of any version. */
export function fileOf({ scope, version }: Shelf, url: string): string | undefined {
  const [bare = ''] = url.split(/[?#]/, 1)
  if (!bare.startsWith(scope)) return undefined
  const path = bare.slice(scope.length)
  const file = path === 'index.html' ? '' : path
  return isFixed(file) || version.files.includes(file) ? file : undefined
}

/**
 * The file as it was kept: of this version, or of an older one that some window still works with.
 * What nobody has kept is asked for as if there were nothing here.
 */
export async function take(shelf: Shelf, file: string, request: Request): Promise<Response> {
  const url = new URL(file, shelf.scope).href
  const anyHeaders = { ignoreVary: true }
  try {
    const own = await (await open(shelf)).match(url, anyHeaders)
    const kept = own ?? (isFixed(file) ? await shelf.caches.match(url, anyHeaders) : undefined)
    if (kept) return kept
  } catch {
    // What this machine keeps cannot be read: the network is there still.
  }
  return shelf.fetch(request)
}

/** Notes who is there when this version takes over: who works with an older one may go on. */
export async function takeOver(shelf: Shelf): Promise<void> {
  const { boards } = await readBefore(shelf)
  const windows = await shelf.windows()
  await (await open(shelf)).put(noteOf(shelf), Response.json({ boards, windows }))
  await tidy(shelf)
}

/** Throws away what came before, once no window is left that may work with it. */
export async function tidy(shelf: Shelf): Promise<void> {
  const { boards, windows } = await readBefore(shelf)
  if (boards.length === 0 || !windows) return
  const there = await shelf.windows()
  if (windows.some((id) => there.includes(id))) return
  await Promise.all(boards.map((name) => shelf.caches.delete(name)))
  await (await open(shelf)).put(noteOf(shelf), Response.json({ boards: [], windows }))
}

async function readBefore(shelf: Shelf): Promise<Before> {
  const note = await (await open(shelf)).match(noteOf(shelf))
  return note ? ((await note.json()) as Before) : { boards: [] }
}
