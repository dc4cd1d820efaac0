import { base64OfText, base64Size } from '../api/base64'
import { type FieldError, invalid, required, tooLong } from '../api/field-error'
import { configKey } from '../api/names'
import { always, boolean, bytes, map, object, optional, pointer, string } from '../api/schema'
import { checkText, type Report } from './checks'
import { ageColumn, column, nameColumn } from './columns'
import { checkUnchanged, MOST_BYTES } from './immutable'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled, without } from './sharing'

const schema = object('Secret', {
  data: optional(map(bytes)),
  immutable: pointer(boolean),
  stringData: optional(map(string)),
  type: always(string),
})

/** Settings that are kept apart because they are secret. */
export type Secret = ObjectFrom<'Secret', typeof schema.fields>

// `stringData` is for writing only: what it holds is stored with the rest.
function defaultSecret(given: Secret): Secret {
  const secret = filled(given, { type: 'Opaque' })
  if (!secret.stringData) return secret
  const encoded = Object.entries(secret.stringData).map(
    ([key, text]) => [key, base64OfText(text)] as const,
  )
  const data = { ...secret.data, ...Object.fromEntries(encoded) }
  return { ...without(secret, 'stringData'), data }
}

function validateSecret(secret: Secret, previous?: Secret): readonly FieldError[] {
  const report: FieldError[] = []
  const { data = {}, metadata, type } = secret
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (previous && previous.type !== type) {
    report.push(invalid('type', type, 'field is immutable'))
  }
  if (previous?.immutable) checkUnchanged(report, secret, previous)
  for (const key in data) checkText(report, `data[${key}]`, key, configKey)
  const bytes = Object.values(data).reduce((sum, text) => sum + base64Size(text), 0)
  if (bytes > MOST_BYTES) report.push(tooLong('data', MOST_BYTES))
  checkType(report, secret)
  return report
}

const ACCOUNT = 'kubernetes.io/service-account.name'

/** The keys that a type must have; of a list, one is enough. */
const keysOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['kubernetes.io/dockercfg', ['.dockercfg']],
  ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
  ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
  ['kubernetes.io/basic-auth', ['username', 'password']],
  ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
])

function checkType(report: Report, { data = {}, metadata, type }: Secret): void {
  if (type === 'kubernetes.io/service-account-token') {
    const isNamed = Boolean(metadata.annotations?.[ACCOUNT])
    if (!isNamed) report.push(required(`metadata.annotations[${ACCOUNT}]`))
    return
  }
  const keys = keysOf.get(type) ?? []
  const isOneEnough = type === 'kubernetes.io/basic-auth'
  const missing = keys.filter((key) => !Object.hasOwn(data, key))
  if (isOneEnough && missing.length < keys.length) return
  for (const key of missing) report.push(required(`data[${key}]`))
}

/** Keeps Secrets (core/v1). */
export const secret = defineResource<Secret>({
  kind: 'Secret',
  group: '',
  version: 'v1',
  plural: 'secrets',
  shortNames: [],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: defaultSecret,
  validate: validateSecret,
  columns: [
    nameColumn,
    column('Type', ({ type }) => type),
    column('Data', ({ data = {} }) => Object.keys(data).length),
    ageColumn,
  ],
  fieldSelectors: { type: ({ type }) => type },
  indexes: {},
  countsGenerations: false,
})
