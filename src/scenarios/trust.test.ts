import { describe, expect, it } from 'vitest'
import { presets } from './presets'
import { distrust } from './trust'

const told = (manifest: string) => {
  const [first] = presets
  if (!first) throw new Error('no presets')
  return distrust({ ...first.scenario('en'), manifest })
}
const deployment = (replicas: number) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: ${replicas}\n`
const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', 'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]']
  .concat(
    'cdefg'.split('').map((name, index) => {
      const before = 'bcdef'.charAt(index)
      return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`
    }),
  )
  .join('\n')

describe('a scenario from a link', () => {
  it.each(presets.map((preset) => [preset.id, preset] as const))(
    '%s is trusted',
    async (_, preset) => {
      expect(await distrust(preset.scenario('en'))).toBeUndefined()
      expect(await distrust(preset.scenario('zh'))).toBeUndefined()
    },
  )
  it('may ask for as many replicas as the cluster takes, and for no more', async () => {
    expect(await told(deployment(10_000))).toBeUndefined()
    expect(await told(deployment(1_000_000))).toBe('too-large')
  })
  it('that blows up by its aliases is too large', async () => {
    expect(await told(bomb)).toBe('too-large')
  })
  it('with a key that reaches into the program is no scenario', async () => {
    expect(await told('kind: Service\n__proto__: {polluted: yes}\n')).toBe('not-a-scenario')
    expect(await told('kind: ConfigMap\ndata:\n  "__proto__": x\n')).toBe('not-a-scenario')
  })
})
