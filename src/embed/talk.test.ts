import { describe, expect, it, vi } from 'vitest'
import { type Asking, Talk } from './talk'

const school = 'https://school.example'

function embedded(obey: (asked: Asking) => Promise<void> = async () => undefined) {
  const obeyed = vi.fn(obey)
  const told: (readonly [said: { readonly type: string }, to: string])[] = []
  const around = {
    postMessage: (said: { readonly type: string }, to: string) => void told.push([said, to]),
  } as unknown as Window
  const talk = new Talk(around, obeyed)
  const say = (data: object, origin = school, source: unknown = around) =>
    talk.hear({ source, origin, data: { servicePlayground: 1, ...data } } as MessageEvent)
  return { told, say, talk, obeyed, types: () => told.map(([{ type }]) => type) }
}

describe('the page around an embed', () => {
  it('is told of the cluster once it has said hello, at its own origin and no other', () => {
    const { told, say, talk, types } = embedded()
    talk.tell({ started: true })
    expect(told).toEqual([])
    say({ type: 'hello' })
    expect(told.at(-1)?.[0]).toMatchObject({ type: 'statechange', state: { started: true } })
    talk.tell({ started: true, running: false })
    expect(types()).toEqual(['ready', 'statechange', 'statechange'])
    expect(new Set(told.map(([, to]) => to))).toEqual(new Set([school]))
  })

  it('is obeyed, one thing after another, and answered by the id of what it asked', async () => {
    const { told, say, obeyed } = embedded()
    say({ type: 'hello' })
    say({ type: 'run', id: 'a' })
    say({ type: 'pause', id: 5 })
    await vi.waitFor(() => expect(told.at(-1)?.[0]).toMatchObject({ type: 'done', id: 5 }))
    expect(told.at(-2)?.[0]).toMatchObject({ type: 'done', id: 'a' })
    expect(obeyed.mock.calls.map(([{ type }]) => type)).toEqual(['run', 'pause'])
  })

  it('hears why something could not be done, and is obeyed again', async () => {
    const { told, say } = embedded(async ({ type }) => {
      if (type === 'load') throw new Error('the link is refused: damaged')
    })
    say({ type: 'hello' })
    say({ type: 'load', link: '#s=1.AA', id: 1 })
    say({ type: 'pause', id: 2 })
    await vi.waitFor(() => expect(told.at(-1)?.[0]).toMatchObject({ type: 'done', id: 2 }))
    const message = 'the link is refused: damaged'
    expect(told.at(-2)?.[0]).toMatchObject({ type: 'error', id: 1, message })
  })

  it('has to say hello first', () => {
    const { told, say, obeyed } = embedded()
    say({ type: 'pause', id: 5 })
    expect(told.at(-1)?.[0]).toMatchObject({ type: 'error', id: 5, message: 'say hello first' })
    expect(obeyed).not.toHaveBeenCalled()
  })

  it('stays the one that has said hello: from elsewhere nothing is heard', async () => {
    const { say, types, obeyed } = embedded()
    say({ type: 'hello' }, school, {}) // another window than the one around
    say({ type: 'hello' }, 'null') // a page without an origin
    expect(types()).toEqual([])
    say({ type: 'hello' })
    say({ type: 'pause' }, 'https://evil.example')
    say({ type: 'hello' }, 'https://evil.example')
    expect(types()).toEqual(['ready', 'statechange'])
    say({ type: 'run' })
    await vi.waitFor(() => expect(types()).toContain('done'))
    expect(obeyed.mock.calls.map(([{ type }]) => type)).toEqual(['run'])
  })

  it('hears what is wrong with what it says', () => {
    const { told, say } = embedded()
    say({ type: 'launch', id: 1 })
    const message = expect.stringMatching(/^type must be/)
    expect(told.at(-1)?.[0]).toMatchObject({ type: 'error', id: 1, message })
  })

  it('may not flood it', () => {
    const { say, types } = embedded()
    say({ type: 'hello' })
    for (let count = 0; count < 30; count++) say({ type: 'pause' })
    expect(types().filter((type) => type === 'error')).toHaveLength(10)
  })
})
