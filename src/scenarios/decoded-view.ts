import { scenarioLimits as limits } from './limits'
import { flag, given, integer, list, NotOne, number, object, oneOf, own, text } from './reading'
import {
  type Camera,
  drawerNames,
  type PaneLayout,
  type Panes,
  paneNames,
  type View,
} from './scenario'

const lenses = ['service', 'network'] as const
const locales = ['en', 'zh'] as const

/** How a scenario is looked at, field by field. */
export function view(json: unknown): View {
  const fields = object(json)
  return {
    ...given(fields, 'lens', (value) => oneOf(value, lenses)),
    ...given(fields, 'selected', (value) => text(value, 2 * limits.name)),
    ...given(fields, 'positions', positions),
    ...given(fields, 'folds', folds),
    ...given(fields, 'live', flag),
    ...given(fields, 'focus', (value) => text(value, 2 * limits.name)),
    ...given(fields, 'namespace', (value) => text(value, limits.name)),
    ...given(fields, 'labels', (value) => text(value, 2 * limits.name)),
    ...given(fields, 'locale', (value) => oneOf(value, locales)),
    ...given(fields, 'paused', flag),
    ...given(fields, 'speed', (value) => number(value, 0.1, limits.speed)),
    ...given(fields, 'camera', camera),
    ...given(fields, 'layout', layout),
    ...given(fields, 'panes', panes),
    ...given(fields, 'lesson', lesson),
  }
}

function positions(json: unknown): NonNullable<View['positions']> {
  const entries = Object.entries(object(json))
  if (entries.length > limits.positions) throw new NotOne()
  const far = limits.coordinate
  // `fromEntries` makes own properties of whatever names there are, `__proto__` included.
  return Object.fromEntries(
    entries.map(([id, place]) => {
      const [x, y, ...more] = list(place, 2)
      if (more.length > 0) throw new NotOne()
      return [text(id, 2 * limits.name), [integer(x, -far, far), integer(y, -far, far)] as const]
    }),
  )
}

function folds(json: unknown): NonNullable<View['folds']> {
  const entries = Object.entries(object(json))
  if (entries.length > limits.folds) throw new NotOne()
  return Object.fromEntries(
    entries.map(([id, fold]) => [text(id, 2 * limits.name), oneOf(fold, ['open', 'folded'])]),
  )
}

function camera(json: unknown): Camera {
  const [x, y, width, height, ...more] = list(json, 4)
  if (more.length > 0) throw new NotOne()
  const far = limits.coordinate
  return [
    integer(x, -far, far),
    integer(y, -far, far),
    integer(width, 1, far),
    integer(height, 1, far),
  ]
}

function layout(json: unknown): PaneLayout {
  const fields = object(json)
  const share = (value: unknown) => integer(value, 0, limits.share)
  return {
    ...given(fields, 'manifest', share),
    ...given(fields, 'drawer', share),
    ...given(fields, 'tab', (value) => oneOf(value, drawerNames)),
    ...given(fields, 'projector', flag),
  }
}

function panes(json: unknown): Panes {
  const fields = object(json)
  const how = (value: unknown) => oneOf(value, ['hidden', 'read-only'])
  return Object.assign({}, ...paneNames.map((name) => given(fields, name, how)))
}

function lesson(json: unknown): NonNullable<View['lesson']> {
  const fields = object(json)
  const name = (value: unknown) => {
    if (!/^[a-z][a-z0-9-]*$/.test(text(value, limits.lessonName))) throw new NotOne()
    return value as string
  }
  return { id: name(own(fields, 'id')), step: name(own(fields, 'step')) }
}
