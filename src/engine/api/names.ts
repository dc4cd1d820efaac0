/**
 * What names may look like, and what is said of those that may not: each function lists what is
 * wrong with a text, in the API server's words and order, and nothing when it will do
 * (apimachinery's util/validation).
 */
type Rule = (value: string) => readonly string[]

const NONE: readonly string[] = []

/** How a text that had to match a pattern is refused. */
const regexText = (rule: string, pattern: string, ...examples: readonly string[]): string => {
  // The blank after each comma and the one before `or` are both upstream's.
  const listed = examples.map((example) => `'${example}', `).join(' or ')
  return `${rule} (e.g. ${listed}regex used for validation is '${pattern}')`
}

const tooLong = (limit: number): string => `must be no more than ${limit} characters`

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/
const PORT_CHARACTERS = /^[-a-z0-9]+$/
const ANY_LETTER = /[a-z]/
const PERCENT = /^[0-9]+%$/
const ENVIRONMENT_NAME = /^[\x20-\x3c\x3e-\x7e]+$/

const LABEL_TEXT = regexText(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and " +
    'must start and end with an alphanumeric character',
  '[a-z0-9]([-a-z0-9]*[a-z0-9])?',
  'my-name',
  '123-abc',
)
const SUBDOMAIN_TEXT = regexText(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or " +
    "'.', and must start and end with an alphanumeric character",
  '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*',
  'example.com',
)
const LABEL_1035_TEXT = regexText(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an " +
    'alphabetic character, and end with an alphanumeric character',
  '[a-z]([-a-z0-9]*[a-z0-9])?',
  'my-name',
  'abc-123',
)
const QUALIFIED_TEXT = regexText(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
    'alphanumeric character',
  '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]',
  'MyName',
  'my.name',
  '123-abc',
)
const LABEL_VALUE_TEXT = regexText(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', " +
    'and must start and end with an alphanumeric character',
  '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?',
  'MyValue',
  'my_value',
  '12345',
)
const CONFIG_KEY_TEXT = regexText(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  '[-._a-zA-Z0-9]+',
  'key.name',
  'KEY_NAME',
  'key-name',
)
const PERCENT_TEXT = regexText(
  "a valid percent string must be a numeric string followed by an ending '%'",
  '[0-9]+%',
  '1%',
  '93%',
)

const patterned =
  (limit: number, pattern: RegExp, textOf: (value: string) => string): Rule =>
  (value) => {
    const fits = value.length <= limit
    if (pattern.test(value)) return fits ? NONE : [tooLong(limit)]
    return fits ? [textOf(value)] : [tooLong(limit), textOf(value)]
  }

/** A DNS-1123 label: Namespaces, containers, port names of Services. */
export const dns1123Label: Rule = patterned(63, LABEL, (value) =>
  SUBDOMAIN.test(value) ? 'must not contain dots' : LABEL_TEXT,
)

/** A DNS-1123 subdomain: most objects' names. */
export const dns1123Subdomain: Rule = patterned(253, SUBDOMAIN, () => SUBDOMAIN_TEXT)

/** A DNS-1035 label: Services. */
export const dns1035Label: Rule = patterned(63, LABEL_1035, () => LABEL_1035_TEXT)

/** A label's value. */
export const labelValue: Rule = patterned(63, LABEL_VALUE, () => LABEL_VALUE_TEXT)

/** A label's key, and whatever else has the form `[prefix/]name`. */
export function qualifiedName(value: string): readonly string[] {
  const slash = value.indexOf('/')
  if (slash < 0) return namePart(value)
  if (value.indexOf('/', slash + 1) >= 0) {
    return [
      `a qualified name ${QUALIFIED_TEXT} with an optional DNS subdomain prefix and '/' ` +
        "(e.g. 'example.com/MyName')",
    ]
  }
  const prefix = value.slice(0, slash)
  const found = prefix === '' ? ['must be non-empty'] : dns1123Subdomain(prefix)
  return [...found.map((text) => `prefix part ${text}`), ...namePart(value.slice(slash + 1))]
}

function namePart(name: string): readonly string[] {
  if (name.length <= 63 && QUALIFIED.test(name)) return NONE
  const length =
    name === ''
      ? ['name part must be non-empty']
      : name.length > 63
        ? [`name part ${tooLong(63)}`]
        : []
  return QUALIFIED.test(name) ? length : [...length, `name part ${QUALIFIED_TEXT}`]
}

/** An IANA service name: named target ports, container ports, probes. */
export function portName(value: string): readonly string[] {
  const found: string[] = []
  if (value.length > 15) found.push(tooLong(15))
  if (!PORT_CHARACTERS.test(value)) {
    found.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  }
  if (!ANY_LETTER.test(value)) found.push('must contain at least one letter (a-z)')
  if (value.includes('--')) found.push('must not contain consecutive hyphens')
  if (value.startsWith('-') || value.endsWith('-'))
    found.push('must not begin or end with a hyphen')
  return found
}

/** A number of a port. */
export const portNumber = (value: number): readonly string[] =>
  value >= 1 && value <= 65_535 ? NONE : ['must be between 1 and 65535, inclusive']

/** A key of a ConfigMap or Secret: it becomes a file name. */
export function configKey(value: string): readonly string[] {
  const found: string[] = []
  if (value.length > 253) found.push(tooLong(253))
  if (!CONFIG_KEY.test(value)) found.push(CONFIG_KEY_TEXT)
  if (value === '.' || value === '..') found.push(`must not be '${value}'`)
  else if (value.startsWith('..')) found.push("must not start with '..'")
  return found
}

/** The name of an environment variable. */
export const environmentName = (value: string): readonly string[] =>
  ENVIRONMENT_NAME.test(value)
    ? NONE
    : [
        'a valid environment variable name must consist only of printable ASCII characters other ' +
          "than '='",
      ]

/** A percentage: `25%`. */
export const percent = (value: string): readonly string[] =>
  PERCENT.test(value) ? NONE : [PERCENT_TEXT]
