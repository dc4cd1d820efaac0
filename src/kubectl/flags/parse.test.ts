import { describe, expect, it } from 'vitest'
import type { Flag } from '../command'
import { durationText } from './numbers'
import { parseFlags } from './parse'
import { flagsOf } from './values'

const flags: readonly Flag[] = [
  { name: 'replicas', shorthand: 'r', type: 'int32', default: '1', usage: '' },
  { name: 'stdin', shorthand: 'i', type: 'bool', usage: '' },
  { name: 'tty', shorthand: 't', type: 'bool', usage: '' },
  { name: 'image', type: 'strings', usage: '' },
  { name: 'env', type: 'stringArray', usage: '' },
  { name: 'limits', type: 'stringToString', usage: '' },
  { name: 'namespace', shorthand: 'n', type: 'string', usage: '' },
  { name: 'dry-run', type: 'string', default: 'none', bare: 'unchanged', usage: '' },
  { name: 'timeout', type: 'duration', default: '30s', usage: '' },
  { name: 'tail', type: 'int64', default: '-1', usage: '' },
]
const read = (line: string) => parseFlags(flags, line.split(' '))

describe('a command line', () => {
  it.each([
    ['-n shop', 'namespace', 'shop'],
    ['-nshop', 'namespace', 'shop'],
    ['-n=shop', 'namespace', 'shop'],
    ['--namespace shop', 'namespace', 'shop'],
    ['--namespace=shop', 'namespace', 'shop'],
    ['--dry_run=client', 'dry-run', 'client'],
    ['--dry-run client', 'dry-run', 'unchanged'],
    ['-it', 'tty', true],
    ['--tty=false', 'tty', false],
    ['-itn shop', 'namespace', 'shop'],
    ['--replicas 0x10', 'replicas', 16],
    ['--timeout 1h2m3.5s', 'timeout', 3_723_500],
    ['--image a,b --image c', 'image', ['a', 'b', 'c']],
    ['--image "a,b",c', 'image', ['a,b', 'c']],
    ['--env A=b,c --env D=e', 'env', ['A=b,c', 'D=e']],
    ['--limits cpu=1,memory=2Gi', 'limits', { cpu: '1', memory: '2Gi' }],
    ['--tail -1', 'tail', -1],
  ])('reads %s', (line, name, expected) => {
    expect(read(line).values.get(name)).toEqual(expected)
  })

  it.each([
    ['--foo', 'unknown flag: --foo'],
    ['--foo=1', 'unknown flag: --foo'],
    ['-x', "unknown shorthand flag: 'x' in -x"],
    ['-ix', "unknown shorthand flag: 'x' in -x"],
    ['-xi', "unknown shorthand flag: 'x' in -xi"],
    ['--namespace', 'flag needs an argument: --namespace'],
    ['-n', "flag needs an argument: 'n' in -n"],
    ['-in', "flag needs an argument: 'n' in -n"],
    ['---x', 'bad flag syntax: ---x'],
    ['--=x', 'bad flag syntax: --=x'],
    [
      '--replicas=abc',
      'invalid argument "abc" for "-r, --replicas" flag: strconv.ParseInt: parsing "abc": ' +
        'invalid syntax',
    ],
    [
      '-r 3000000000',
      'invalid argument "3000000000" for "-r, --replicas" flag: strconv.ParseInt: parsing ' +
        '"3000000000": value out of range',
    ],
    [
      '-i=maybe',
      'invalid argument "maybe" for "-i, --stdin" flag: strconv.ParseBool: parsing "maybe": ' +
        'invalid syntax',
    ],
    [
      '--timeout=5',
      'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"',
    ],
    [
      '--timeout=5x',
      'invalid argument "5x" for "--timeout" flag: time: unknown unit "x" in duration "5x"',
    ],
    [
      '--limits=cpu',
      'invalid argument "cpu" for "--limits" flag: cpu must be formatted as key=value',
    ],
  ])('refuses %s as pflag does', (line, message) => {
    expect(() => read(line)).toThrow(message)
  })

  it('keeps its words in order, and tells those after a double dash', () => {
    expect(read('a -i b -- c -t')).toMatchObject({
      words: ['a', 'b', 'c', '-t'],
      after: ['c', '-t'],
    })
    expect(read('a -').words).toEqual(['a', '-'])
  })
  it('has the defaults of the flags that it does not give', () => {
    const given = flagsOf(flags, read('web').values)
    expect(given.integer('replicas')).toBe(1)
    expect(given.string('dry-run')).toBe('none')
    expect(given.duration('timeout')).toBe(30_000)
    expect(given.list('image')).toEqual([])
    expect(given.given('tail')).toBe(false)
  })
})

it.each([
  [0, '0s'],
  [1_500, '1.5s'],
  [61_000, '1m1s'],
  [3_600_000, '1h0m0s'],
  [250, '250ms'],
  [-1_000, '-1s'],
])('a duration of %d ms is %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text)
})
