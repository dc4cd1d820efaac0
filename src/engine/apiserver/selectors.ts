import { type LabelRequirement, meets } from '../api/labels'
import type { KubeObject } from '../api/object'
import { badRequest } from '../api/status'
import type { Resource } from '../resources/resource'
import { parseLabelSelector, SelectorFault } from './label-selector'

/** A test of an object, from the `labelSelector` and `fieldSelector` of a request. */
export type Filter = (object: KubeObject) => boolean

/** What a request's selectors let through; throws BadRequest in the API server's words. */
export function filterOf(
  resource: Resource,
  labelSelector = '',
  fieldSelector = '',
): Filter | undefined {
  if (labelSelector === '' && fieldSelector === '') return undefined
  const context = { resource, labelSelector, fieldSelector }
  const requirements = labelRequirements(context)
  const fields = parseFieldSelector(fieldSelector, context)
  return (object) =>
    requirements.every((requirement) => meets(requirement, object.metadata.labels ?? {})) &&
    fields.every(({ read, equals, value }) => (read(object) === value) === equals)
}

interface Context {
  readonly resource: Resource
  readonly labelSelector: string
  readonly fieldSelector: string
}

// Clients put before it what they have asked for.
const refuse = (why: string): never => {
  throw badRequest(why)
}

function labelRequirements(context: Context): readonly LabelRequirement[] {
  try {
    return parseLabelSelector(context.labelSelector)
  } catch (error) {
    if (!(error instanceof SelectorFault)) throw error
    return refuse(error.message)
  }
}

interface FieldRequirement {
  readonly read: (object: KubeObject) => string
  readonly equals: boolean
  readonly value: string
}

function parseFieldSelector(text: string, context: Context): readonly FieldRequirement[] {
  if (text.trim() === '') return []
  return text.split(',').map((part) => {
    const match = /^([^!=]+?)\s*(==|=|!=)\s*(.*)$/.exec(part.trim())
    if (!match) return refuse(`invalid selector: '${text}'; can't understand '${part}'`)
    const [, field = '', operator, value = ''] = match
    const read = fieldOf(context.resource, field)
    if (!read) return refuse(unsupported(context.resource, field))
    return { read, equals: operator !== '!=', value }
  })
}

function fieldOf(resource: Resource, field: string): ((object: KubeObject) => string) | undefined {
  if (field === 'metadata.name') return ({ metadata }) => metadata.name
  if (field === 'metadata.namespace') return ({ metadata }) => metadata.namespace ?? ''
  const own = resource.fieldSelectors ?? {}
  return Object.hasOwn(own, field) ? own[field] : undefined
}

// The older kinds read their fields themselves (pkg/apis/core/v1/conversion.go).
const READERS = ['Pod', 'Node', 'Namespace', 'Event', 'Secret', 'Service', 'ReplicationController']

const unsupported = ({ kind }: Resource, field: string): string =>
  READERS.includes(kind)
    ? `field label not supported: ${field}`
    : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
