import { configKey } from '../../engine/api/names'
import { CommandError } from '../command'
import { goJson, type JsonObject } from '../json'
import type { Files } from '../world'
import { type DataSources, readSources } from './data-sources'
import { base64 } from './encoding'
import { appendHash } from './hash'
import { metadataOf, type Naming } from './metadata'

/** The flags of `create configmap` and `create secret generic`. */
export interface DataOptions extends Naming, DataSources {
  readonly appendHash: boolean
}

/** A ConfigMap as `create configmap` makes it (kubectl's create_configmap.go). */
export function configMap(options: DataOptions, files: Files): JsonObject {
  checkSources(options)
  const data = new Map<string, string>()
  readSources(options, files, (key, value) => {
    const problems = configKey(key)
    if (problems.length > 0) {
      throw new CommandError(
        `error: "${key}" is not a valid key name for a ConfigMap: ${problems.join(',')}`,
      )
    }
    if (data.has(key)) {
      throw new CommandError(
        `error: cannot add key "${key}", another key by that name already exists ` +
          `in Data for ConfigMap "${options.name}"`,
      )
    }
    data.set(key, value)
  })
  const object = { kind: 'ConfigMap', apiVersion: 'v1', ...body(options, data) }
  return options.appendHash ? appendHash(object) : object
}

/** The flags of `create secret …`. */
export interface SecretOptions extends DataOptions {
  readonly type: string
}

/** A Secret as `create secret generic` makes it (kubectl's create_secret.go). */
export function secret(options: SecretOptions, files: Files): JsonObject {
  checkSources(options)
  const data = new Map<string, string>()
  readSources(options, files, (key, value) => addSecret(data, key, value))
  return secretOf(options, data)
}

function addSecret(data: Map<string, string>, key: string, value: string): void {
  const problems = configKey(key)
  if (problems.length > 0) {
    throw new CommandError(
      `error: "${key}" is not valid key name for a Secret ${problems.join(';')}`,
    )
  }
  if (data.has(key)) {
    throw new CommandError(`error: cannot add key ${key}, another key by that name already exists`)
  }
  data.set(key, base64(value))
}

function secretOf(
  options: Naming & { readonly type: string; readonly appendHash: boolean },
  data: ReadonlyMap<string, string>,
): JsonObject {
  const type = options.type === '' ? {} : { type: options.type }
  const object = { kind: 'Secret', apiVersion: 'v1', ...body(options, data), ...type }
  return options.appendHash ? appendHash(object) : object
}

function checkSources({ files, literals, envFiles }: DataSources): void {
  if (envFiles.length > 0 && (files.length > 0 || literals.length > 0)) {
    throw new CommandError('error: from-env-file cannot be combined with from-file or from-literal')
  }
}

function body(naming: Naming, data: ReadonlyMap<string, string>): JsonObject {
  const entries = [...data].sort(([left], [right]) => (left < right ? -1 : 1))
  return {
    metadata: metadataOf(naming),
    ...(entries.length > 0 ? { data: Object.fromEntries(entries) } : {}),
  }
}

/** The flags of `create secret tls`. */
export interface TlsOptions extends Naming {
  readonly cert: string
  readonly key: string
  readonly appendHash: boolean
}

/** A Secret as `create secret tls` makes it; whether key and certificate fit is not looked at. */
export function tlsSecret(options: TlsOptions, files: Files): JsonObject {
  if (options.cert === '' || options.key === '') {
    throw new CommandError('error: key and cert must be specified')
  }
  const cert = pemFile(options.cert, files)
  const key = pemFile(options.key, files)
  for (const [text, what] of [
    [cert, 'certificate'],
    [key, 'key'],
  ]) {
    if (!/-----BEGIN [^-]+-----/.test(text ?? '')) {
      throw new CommandError(`error: tls: failed to find any PEM data in ${what} input`)
    }
  }
  const data = new Map([
    ['tls.crt', base64(cert)],
    ['tls.key', base64(key)],
  ])
  return secretOf({ ...options, type: 'kubernetes.io/tls' }, data)
}

function pemFile(path: string, files: Files): string {
  const text = files.read(path)
  if (text !== undefined) return text
  throw new CommandError(`error: Cannot read file ${path}, open ${path}: no such file or directory`)
}

/** The flags of `create secret docker-registry`. */
export interface RegistryOptions extends DataOptions {
  readonly server: string
  readonly username: string
  readonly password: string
  readonly email: string
}

/** A Secret as `create secret docker-registry` makes it. */
export function registrySecret(options: RegistryOptions, files: Files): JsonObject {
  const type = 'kubernetes.io/dockerconfigjson'
  const { server, username, password, email } = options
  if (options.files.length > 0) {
    const data = new Map<string, string>()
    readSources(options, files, (key, value) => addSecret(data, key, value))
    return secretOf({ ...options, type }, data)
  }
  if (username === '' || password === '' || server === '') {
    throw new CommandError(
      'error: either --from-file or the combination of --docker-username, ' +
        '--docker-password and --docker-server is required',
    )
  }
  const auth = base64(`${username}:${password}`)
  const login = { username, password, ...(email === '' ? {} : { email }), auth }
  const config = inGo({ auths: { [server]: login } })
  return secretOf({ ...options, type }, new Map([['.dockerconfigjson', base64(config)]]))
}

// A struct of Go's: its fields keep their order, but the escapes are those of a map.
const inGo = (value: JsonObject): string =>
  JSON.stringify(value).replace(/[<>&]/g, (each) => goJson(each).slice(1, -1))
