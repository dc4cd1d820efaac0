import { type LabelRequirement, meets } from '../api/labels'
import type { KubeObject } from '../api/object'
import { badRequest } from '../api/status'
import type { Resource } from '../resources/resource'

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
  const requirements = parseLabelSelector(labelSelector, context)
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

const refuse = ({ resource, labelSelector, fieldSelector }: Context, why: string): never => {
  const version = `${resource.group}/${resource.version}`
  throw badRequest(
    `Unable to find "${version}, Resource=${resource.plural}" that match label selector ` +
      `"${labelSelector}", field selector "${fieldSelector}": ${why}`,
  )
}

const SET_REQUIREMENT = /^([^\s!=(),]+)\s+(in|notin)\s*\(([^()]*)\)$/
const EQUALITY = /^([^\s!=(),]+)\s*(==|=|!=)\s*([^\s!=(),]*)$/
const EXISTENCE = /^(!?)\s*([^\s!=(),]+)$/

function parseLabelSelector(text: string, context: Context): readonly LabelRequirement[] {
  if (text.trim() === '') return []
  return splitOutsideBrackets(text).map((part) => {
    const set = SET_REQUIREMENT.exec(part)
    if (set) {
      const [, key = '', operator, values = ''] = set
      return {
        key,
        operator: operator === 'in' ? 'In' : 'NotIn',
        values: values.split(',').map((value) => value.trim()),
      }
    }
    const equality = EQUALITY.exec(part)
    if (equality) {
      const [, key = '', operator, value = ''] = equality
      return { key, operator: operator === '!=' ? 'NotIn' : 'In', values: [value] }
    }
    const existence = EXISTENCE.exec(part)
    if (existence) {
      const [, not, key = ''] = existence
      return { key, operator: not ? 'DoesNotExist' : 'Exists' }
    }
    return refuse(context, unparsed(part))
  })
}

// The lexer of apimachinery's labels package names the first thing that it did not expect.
function unparsed(part: string): string {
  const found = /^[^\s!=(),]+\s*(?:==|=|!=)\s*([!=(),])/.exec(part)?.[1]
  return `unable to parse requirement: found '${found ?? part.charAt(0)}', expected: identifier`
}

function splitOutsideBrackets(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const character of text) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += character
  }
  return [...parts, part.trim()]
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
    if (!match) return refuse(context, `invalid selector: '${text}'; can't understand '${part}'`)
    const [, field = '', operator, value = ''] = match
    const read = fieldOf(context.resource, field)
    if (!read) return refuse(context, `field label not supported: ${field}`)
    return { read, equals: operator !== '!=', value }
  })
}

function fieldOf(resource: Resource, field: string): ((object: KubeObject) => string) | undefined {
  if (field === 'metadata.name') return ({ metadata }) => metadata.name
  if (field === 'metadata.namespace') return ({ metadata }) => metadata.namespace ?? ''
  return resource.fieldSelectors?.[field]
}
