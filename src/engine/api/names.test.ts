import { describe, expect, it } from 'vitest'
import {
  configKey,
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  environmentName,
  labelValue,
  percent,
  portName,
  qualifiedName,
} from './names'

const many = (count: number): string => 'a'.repeat(count)

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', " +
  "and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', " +
  "regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const subdomain =
  'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, ' +
  "'-' or '.', and must start and end with an alphanumeric character (e.g. " +
  "'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const old =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start " +
  "with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name', " +
  " or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
const qualified =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with " +
  "an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used " +
  "for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const value =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' " +
  "or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or " +
  "'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
const key =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. " +
  "'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is " +
  "'[-._a-zA-Z0-9]+')"

describe.each([
  [
    'DNS-1123 label',
    dns1123Label,
    {
      web: [],
      '1web': [],
      'a-b': [],
      My_NS: [label],
      'web-': [label],
      '': [label],
      'a.b': ['must not contain dots'],
      [many(63)]: [],
      [many(64)]: ['must be no more than 63 characters'],
      [`${many(64)}_`]: ['must be no more than 63 characters', label],
    },
  ],
  [
    'DNS-1123 subdomain',
    dns1123Subdomain,
    {
      'example.com': [],
      '1.2.3.4': [],
      'http://example.com': [subdomain],
      'a..b': [subdomain],
      Web: [subdomain],
      [many(254)]: ['must be no more than 253 characters'],
    },
  ],
  [
    'DNS-1035 label',
    dns1035Label,
    { web: [], '1web': [old], Web: [old], web_1: [old], 'web.v1': [old], 'web-': [old] },
  ],
  [
    'label key',
    qualifiedName,
    {
      app: [],
      'app.kubernetes.io/name': [],
      'kubernetes.io/h2c': [],
      'a b': [`name part ${qualified}`],
      '/a': ['prefix part must be non-empty'],
      'A/b': [`prefix part ${subdomain}`],
      'a/': ['name part must be non-empty', `name part ${qualified}`],
      [many(64)]: ['name part must be no more than 63 characters'],
      'a/b/c': [
        `a qualified name ${qualified} with an optional DNS subdomain prefix and '/' ` +
          "(e.g. 'example.com/MyName')",
      ],
    },
  ],
  [
    'label value',
    labelValue,
    {
      '': [],
      v1: [],
      'a b': [value],
      '-a': [value],
      [many(64)]: ['must be no more than 63 characters'],
    },
  ],
  [
    'port name',
    portName,
    {
      http: [],
      '80': ['must contain at least one letter (a-z)'],
      averyveryverylongname: ['must be no more than 15 characters'],
      Http_Port: ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'],
      'a--b': ['must not contain consecutive hyphens'],
      '-a': ['must not begin or end with a hyphen'],
    },
  ],
  [
    'key of a ConfigMap',
    configKey,
    {
      'nginx.conf': [],
      '.dockerconfigjson': [],
      'a b': [key],
      '..a': ["must not start with '..'"],
      '..': ["must not be '..'"],
    },
  ],
  [
    'name of an environment variable',
    environmentName,
    {
      PATH: [],
      'a.b-c': [],
      '1=a': [
        'a valid environment variable name must consist only of printable ASCII characters ' +
          "other than '='",
      ],
    },
  ],
  [
    'percentage',
    percent,
    {
      '25%': [],
      abc: [
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%', " +
          " or '93%', regex used for validation is '[0-9]+%')",
      ],
    },
  ],
] as const)('a %s', (_, rule, cases) => {
  it.each(Object.entries(cases as Record<string, readonly string[]>))('%j', (text, problems) => {
    expect(rule(text)).toEqual(problems)
  })
})
