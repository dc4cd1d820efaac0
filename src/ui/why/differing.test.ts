import { describe, expect, it } from 'vitest'
import { differing } from './differing'

const lines = (...args: Parameters<typeof differing>) =>
  differing(...args).map(({ sign, text }) => `${sign} ${text}`)

describe('a change as a diff', () => {
  it.each([
    ['spec.ports[0].port', 9, 8080, ['- port: 9', '+ port: 8080']],
    [
      'spec.selector',
      { app: 'wbe', a: 'b' },
      { app: 'web', a: 'b' },
      ['  selector:', '    a: b', '-   app: wbe', '+   app: web'],
    ],
    ['spec.containers[0].args', ['-p', '1'], ['-p', '2'], ['  args:', '  - -p', '- - 1', '+ - 2']],
    ['spec.nodeSelector', { disk: 'ssd' }, null, ['- nodeSelector:', '-   disk: ssd']],
    ['spec.replicas', undefined, 1, ['+ replicas: 1']],
  ])('%s', (path, before, after, expected) => {
    expect(lines(path, before, after)).toEqual(expected)
  })
})
