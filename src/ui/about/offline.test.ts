import { afterEach, describe, expect, it, vi } from 'vitest'
import { Keeper, type Offline, type Surroundings } from './offline'

/** A service worker on its way from being fetched to being in charge. */
class Worker extends EventTarget {
  readonly told: unknown[] = []
  constructor(public state: ServiceWorkerState) {
    super()
  }
  postMessage(message: unknown): void {
    this.told.push(message)
  }
}

class Registration extends EventTarget {
  installing: Worker | null = null
  waiting: Worker | null = null
  active: Worker | null = null
  isThere = true

  unregister = async (): Promise<boolean> => {
    this.isThere = false
    return true
  }

  /** A version is found, and fetched. */
  finds(): Worker {
    this.installing = new Worker('installing')
    this.dispatchEvent(new Event('updatefound'))
    return this.installing
  }

  moves(worker: Worker, state: ServiceWorkerState): void {
    for (const place of ['installing', 'waiting', 'active'] as const)
      if (this[place] === worker) this[place] = null
    if (state === 'installed') this.waiting = worker
    if (state === 'activating' || state === 'activated') this.active = worker
    worker.state = state
    worker.dispatchEvent(new Event('statechange'))
  }
}

function visit(registration: Registration, there: Partial<Surroundings> = {}, isBack = false) {
  const reload = vi.fn()
  const container = Object.assign(new EventTarget(), {
    register: async () => registration,
    getRegistration: async () => (isBack ? registration : undefined),
  })
  const keeper = new Keeper({
    container: container as unknown as ServiceWorkerContainer,
    isEmbedded: false,
    savesData: false,
    reload,
    ...there,
  })
  const state = (): Offline => keeper.state.getState()
  return { keeper, container, reload, state }
}

const hosts = (status: number, type: string) =>
  vi.stubGlobal(
    'fetch',
    async () => new Response('', { status, headers: { 'content-type': type } }),
  )

afterEach(() => vi.unstubAllGlobals())

describe('the page', () => {
  it('says when it is kept, and when that failed', async () => {
    const registration = new Registration()
    const { keeper, state } = visit(registration)
    const worker = registration.finds()
    await keeper.begin()
    expect(state().kept).toBe('keeping')
    registration.moves(worker, 'installed')
    registration.moves(worker, 'activating')
    expect(state()).toMatchObject({ kept: 'keeping', waits: false })
    registration.moves(worker, 'activated')
    expect(state()).toMatchObject({ kept: 'kept', waits: false })

    const other = new Registration()
    const second = visit(other)
    const torn = other.finds()
    await second.keeper.begin()
    other.moves(torn, 'redundant')
    expect(second.state().kept).toBe('failed')
  })

  it('tells of a new version, which takes over when it is asked to, and not before', async () => {
    const registration = new Registration()
    registration.active = new Worker('activated')
    hosts(200, 'text/javascript')
    const { keeper, container, reload, state } = visit(registration, {}, true)
    await keeper.begin()
    expect(state()).toMatchObject({ kept: 'kept', waits: false })
    const next = registration.finds()
    expect(state()).toMatchObject({ kept: 'kept', waits: false })
    registration.moves(next, 'installed')
    expect(state()).toMatchObject({ kept: 'kept', waits: true })
    expect(next.told).toEqual([])

    container.dispatchEvent(new Event('controllerchange')) // another window has asked
    expect(reload).not.toHaveBeenCalled()
    keeper.turn()
    expect(next.told).toEqual(['take over'])
    expect(reload).not.toHaveBeenCalled()
    container.dispatchEvent(new Event('controllerchange'))
    expect(reload).toHaveBeenCalledOnce()
  })

  it('keeps nothing within another page, nor unasked where data is saved', async () => {
    const registration = new Registration()
    const embedded = visit(registration, { isEmbedded: true })
    await embedded.keeper.begin()
    expect(embedded.state().kept).toBe('embedded')
    const { keeper, state } = visit(registration, { savesData: true })
    await keeper.begin()
    expect(state().kept).toBe('unasked')
    registration.active = new Worker('activated')
    await keeper.keep()
    expect(state().kept).toBe('kept')
    const without = visit(registration, { container: undefined })
    await without.keeper.begin()
    expect(without.state().kept).toBe('impossible')
  })

  it.each([
    [404, 'text/plain', false],
    [200, 'text/html', false],
    [200, 'text/javascript', true],
    [503, 'text/html', true],
  ])('is kept no longer where another has its address (%i %s)', async (status, type, stays) => {
    const registration = new Registration()
    registration.active = new Worker('activated')
    hosts(status, type)
    await visit(registration, {}, true).keeper.begin()
    expect(registration.isThere).toBe(stays)
  })
})
