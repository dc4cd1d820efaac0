/** What a spec uses that looks at what moves: others do without, for dots take their time. */
export const moving = { contextOptions: { reducedMotion: 'no-preference' } } as const
