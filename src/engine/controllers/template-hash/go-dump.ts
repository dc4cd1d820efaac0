import { parseQuantity } from '../../api/quantity'
import { compareStrings } from '../../sim'
import { goStructs } from './go-structs'

/** A field of a Go struct; `json` is undefined where the struct itself is embedded. */
interface GoField {
  /** What stands before its value: its name and, in brackets, its type. */
  readonly heading: string
  readonly type: string
  readonly json?: string
}

const declarations: ReadonlyMap<string, string> = new Map(
  goStructs
    .trim()
    .split(/\n(?! )/)
    .map((declaration) => {
      const [name = '', fields = ''] = declaration.split(': ')
      return [name, fields] as const
    }),
)

// Of the many structs few are met: each is read when it first is. Only a cache.
const structs = new Map<string, readonly GoField[]>()

function fieldsOf(type: string): readonly GoField[] | undefined {
  const known = structs.get(type)
  if (known) return known
  const fields = declarations.get(type)?.split(/,\s+/).map(goField)
  if (fields) structs.set(type, fields)
  return fields
}

function goField(text: string): GoField {
  const [written = '', type = 'string'] = text.split(' ')
  if (written === '...') return { heading: headingOf(type, type), type }
  const [name = '', json = jsonName(name)] = written.split('=')
  return { heading: headingOf(name, type), type, json }
}

const headingOf = (name: string, type: string): string => `${name}:(${spelt(type)})`

// A run of capitals is one word, whose last letter begins the next: HTTPGet is httpGet.
function jsonName(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (word) => word.toLowerCase())
}

/**
 * A value as go-spew writes it for hashes (apimachinery's dump.ForHash: `%#v`, keys sorted, no
 * addresses): each struct's fields with their types, absent ones too; what is in a list or a map
 * without its type.
 */
export const goDump = (type: string, value: unknown): string =>
  `(${spelt(type)})${plain(type, value)}`

const BUILT_IN = new Set(['string', 'bool', 'int32', 'int64'])

function spelt(type: string): string {
  const [, around = '', inner = ''] = /^((?:\*|\[\])*)(.*)$/.exec(type) ?? []
  const isWhole = BUILT_IN.has(inner) || inner.includes('.') || inner.startsWith('map')
  return `${around}${isWhole ? '' : 'v1.'}${inner}`
}

function plain(type: string, value: unknown): string {
  if (type.startsWith('*')) return isNil(value) ? '<nil>' : plain(type.slice(1), value)
  if (type.startsWith('[]')) return list(type.slice(2), value as readonly unknown[] | undefined)
  const fields = fieldsOf(type)
  if (fields) return struct(fields, (value ?? {}) as JsonObject)
  return (special[type] ?? scalar)(value, type)
}

type JsonObject = Readonly<Record<string, unknown>>
const isNil = (value: unknown): boolean => value === undefined || value === null

// Go cannot tell an empty list from none once it came over the wire.
const list = (type: string, items: readonly unknown[] = []): string =>
  items.length === 0 ? '<nil>' : `[${items.map((item) => plain(type, item)).join(' ')}]`

function struct(fields: readonly GoField[], value: JsonObject): string {
  const each = ({ heading, type, json }: GoField): string =>
    heading + plain(type, json === undefined ? value : value[json])
  return `{${fields.map(each).join(' ')}}`
}

function scalar(value: unknown, type: string): string {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  if (!isNil(value)) return String(value)
  if (type === 'bool') return 'false'
  return type.startsWith('int') ? '0' : ''
}

function map(values: string, value: unknown): string {
  const entries = Object.entries(value ?? {}).sort(([left], [right]) => compareStrings(left, right))
  if (entries.length === 0) return '<nil>'
  return `map[${entries.map(([key, each]) => `${key}:${plain(values, each)}`).join(' ')}]`
}

const special: Readonly<Record<string, (value: unknown) => string>> = {
  'map[string]string': (value) => map('string', value),
  ResourceList: (value) => map('resource.Quantity', value),
  'resource.Quantity': quantity,
  'intstr.IntOrString': (value) =>
    typeof value === 'string'
      ? `{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)${value}}`
      : `{Type:(intstr.Type)0 IntVal:(int32)${value ?? 0} StrVal:(string)}`,
  Time: () => '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}',
}

const formats = { binary: 'BinarySI', decimal: 'DecimalSI', exponent: 'DecimalExponent' } as const
const exponents: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
}

// An amount keeps the digits and the power of ten with which it was written; one in powers of two
// is counted out.
function quantity(value: unknown): string {
  const text = isNil(value) ? '' : String(value)
  const parsed = parseQuantity(text)
  if (typeof parsed === 'string') return amount(text, '', { digits: '0', scale: 0 })
  const [, digits = '0', suffix = ''] = /^([-\d]+)(.*)$/.exec(text) ?? []
  if (parsed.format === 'binary') {
    return amount(text, 'BinarySI', { digits: String(parsed.nanos / 1_000_000_000n), scale: 0 })
  }
  const scale = parsed.format === 'exponent' ? Number(suffix.slice(1)) : (exponents[suffix] ?? 0)
  return amount(text, formats[parsed.format], { digits, scale })
}

interface Amount {
  readonly digits: string
  readonly scale: number
}

const amount = (text: string, format: string, { digits, scale }: Amount): string =>
  `{i:(resource.int64Amount){value:(int64)${digits} scale:(resource.Scale)${scale}} ` +
  `d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${text} ` +
  `Format:(resource.Format)${format}}`
