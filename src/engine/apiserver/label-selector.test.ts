import { describe, expect, it } from 'vitest'
import { meets } from '../api/labels'
import { parseLabelSelector } from './label-selector'

describe('a label selector', () => {
  it.each<[string, object, boolean]>([
    ['', {}, true],
    ['app=web', { app: 'web' }, true],
    ['app == web', { app: 'api' }, false],
    ['app!=web', {}, true],
    ['app=', { app: '' }, true],
    ['app', { app: 'x' }, true],
    ['!app', { app: 'x' }, false],
    ['tier in (a, b),app', { tier: 'b', app: 'x' }, true],
    ['tier notin (a,b)', { tier: 'a' }, false],
    ['tier in (a,)', { tier: '' }, true],
    ['in=notin', { in: 'notin' }, true],
    ['size>5', { size: '10' }, true],
    ['size<5', { size: '10' }, false],
    ['size>5', { size: 'large' }, false],
  ])('%j, of labels %j, is %s', (text, labels, matches) => {
    const requirements = parseLabelSelector(text)
    expect(requirements.every((each) => meets(each, labels as Record<string, string>))).toBe(
      matches,
    )
  })

  it.each([
    ['a===', "unable to parse requirement: found '=', expected: identifier"],
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
    ['a=b c=d', "found 'c', expected: ',' or 'end of string'"],
    ['a=b,', "found '', expected: identifier after ','"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a in (b c)', "unable to parse requirement: found 'c', expected: ',' or ')'"],
    [
      'a/b/c=d',
      'unable to parse requirement: <nil>: Invalid value: "a/b/c": a qualified name must consist',
    ],
    [
      'app=b@r',
      'unable to parse requirement: values[0][app]: Invalid value: "b@r": a valid label must be',
    ],
  ])('%j is refused as the API server refuses it', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(message)
  })
})
