import { expect, it } from 'vitest'
import { first } from '../scenarios/presets'
import { namesIn } from './names-in'

it('a poster names what a manifest is about', () => {
  expect(namesIn(first.scenario('en').manifest)).toContain('service/web-svc')
  expect(
    namesIn('kind: Pod\nmetadata: {name: a}\n---\nkind: Pod\nmetadata:\n  labels: {}\n'),
  ).toEqual(['pod/a'])
  expect(namesIn('')).toEqual([])
})
