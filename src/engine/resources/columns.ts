import { humanDuration } from '../api/human-duration'
import type { LabelSelector } from '../api/labels'
import type { KubeObject } from '../api/object'
import { parseTimestamp } from '../sim'
import type { Container } from './pod/container'
import type { Column, TableTime } from './resource'

/** Shown where there is nothing to show. */
export const NONE = '<none>'

/** A column that is always shown. */
export const column = <Of extends KubeObject>(
  name: string,
  cell: Column<Of>['cell'],
  type: Column<Of>['type'] = 'string',
): Column<Of> => ({ name, type, priority: 0, cell })

/** A column of `-o wide`. */
export const wide = <Of extends KubeObject>(
  name: string,
  cell: Column<Of>['cell'],
): Column<Of> => ({ name, type: 'string', priority: 1, cell })

/** The object's name. */
export const nameColumn: Column<KubeObject> = {
  name: 'Name',
  type: 'string',
  format: 'name',
  priority: 0,
  cell: ({ metadata }) => metadata.name,
}

/** How long ago the object was made. */
export const ageColumn: Column<KubeObject> = {
  name: 'Age',
  type: 'string',
  priority: 0,
  cell: ({ metadata }, at) => since(metadata.creationTimestamp, at),
}

/** When the object was made. */
export const createdColumn: Column<KubeObject> = {
  name: 'Created At',
  type: 'date',
  priority: 0,
  cell: ({ metadata }) => metadata.creationTimestamp,
}

/** How long ago something was, as kubectl shows it. */
export function since(timestamp: string | undefined, { unixSeconds }: TableTime): string {
  const then = timestamp === undefined ? undefined : parseTimestamp(timestamp)
  return then === undefined ? '<unknown>' : humanDuration(unixSeconds - then)
}

/** The first three of a list, and how many more there are. */
export function firstThree(items: readonly string[]): string {
  const shown = items.slice(0, 3).join(',')
  return items.length > 3 ? `${shown} + ${items.length - 3} more...` : shown
}

/** What the containers of a template are and run, for `-o wide`. */
export const containerColumns = <Of extends KubeObject>(
  look: (object: Of) => readonly Container[],
): readonly Column<Of>[] => [
  wide('Containers', (object: Of) => joined(look(object), ({ name }) => name)),
  wide('Images', (object: Of) => joined(look(object), ({ image = '' }) => image)),
]

/** What a workload's Pods run, for `-o wide`. */
export const templateColumns = <
  Of extends KubeObject & {
    readonly spec: {
      readonly selector: LabelSelector
      readonly template: { readonly spec: { readonly containers: readonly Container[] } }
    }
  },
>(): readonly Column<Of>[] => [
  ...containerColumns<Of>(({ spec }) => spec.template.spec.containers),
  wide('Selector', ({ spec }) => selectorText(spec.selector)),
]

const joined = (containers: readonly Container[], text: (each: Container) => string): string =>
  containers.map(text).join(',')

/** A workload's selector in the syntax of `kubectl -l`, by key. */
export function selectorText({ matchExpressions = [], matchLabels = {} }: LabelSelector): string {
  const pairs = Object.entries(matchLabels).map(([key, value]) => [key, `${key}=${value}`] as const)
  const others = matchExpressions.map(
    ({ key, operator, values = [] }) => [key, requirement(key, operator, values)] as const,
  )
  const sorted = [...pairs, ...others].sort(([left], [right]) => (left < right ? -1 : 1))
  return sorted.map(([, text]) => text).join(',') || NONE
}

function requirement(key: string, operator: string, values: readonly string[]): string {
  const list = `(${[...values].sort().join(',')})`
  switch (operator) {
    case 'In':
      return `${key} in ${list}`
    case 'NotIn':
      return `${key} notin ${list}`
    case 'DoesNotExist':
      return `!${key}`
    default:
      return key
  }
}
