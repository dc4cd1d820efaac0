import { CommandError } from '../command'
import type { JsonObject } from '../json'
import { metadataOf, type Naming } from './metadata'

/** The flags of `create ingress`. */
export interface IngressOptions extends Naming {
  readonly className: string
  readonly defaultBackend: string
  readonly rules: readonly string[]
  readonly annotations: readonly string[]
}

const shape = /^(?<host>[^/]*)(?<path>\/[^=]*)=(?<backend>[^,:]+:[^,:]+)(?<tls>,tls(=[^,]*)?)?$/

/** An Ingress as `create ingress` makes it (kubectl's create_ingress.go). */
export function ingress(options: IngressOptions): JsonObject {
  check(options)
  const rules = options.rules.map(readRule)
  const annotations = annotationsOf(options.annotations)
  return {
    kind: 'Ingress',
    apiVersion: 'networking.k8s.io/v1',
    metadata: metadataOf(options, annotations ? { annotations } : {}),
    spec: {
      ...(options.className === '' ? {} : { ingressClassName: options.className }),
      ...(options.defaultBackend === '' ? {} : { defaultBackend: backend(options.defaultBackend) }),
      ...within('tls', tlsOf(rules)),
      ...within('rules', byHost(rules)),
    },
    status: { loadBalancer: {} },
  }
}

function check({ defaultBackend, rules, annotations }: IngressOptions): void {
  if (defaultBackend === '' && rules.length === 0) {
    throw new CommandError(
      'error: not enough information provided: every ingress has to either specify a ' +
        'default-backend (which catches all traffic) or a list of rules (which catch ' +
        'specific paths)',
    )
  }
  for (const rule of rules) {
    if (shape.test(rule)) continue
    throw new CommandError(
      `error: rule ${rule} is invalid and should be in format ` +
        'host/path=svcname:svcport[,tls[=secret]]',
    )
  }
  for (const annotation of annotations) {
    if (/^[^=]+=[^=]*/.test(annotation)) continue
    throw new CommandError(
      `error: annotation ${annotation} is invalid and should be in format key=[value]`,
    )
  }
  if (defaultBackend !== '' && defaultBackend.split(':').length !== 2) {
    throw new CommandError('error: default-backend should be in format servicename:serviceport')
  }
}

interface Rule {
  readonly host: string
  readonly path: JsonObject
  /** The secret's name, empty for the controller's own; undefined without TLS. */
  readonly tls: string | undefined
}

function readRule(text: string): Rule {
  const { host = '', path = '', backend: to = '', tls } = shape.exec(text)?.groups ?? {}
  const prefix = path.endsWith('*')
  return {
    host,
    path: {
      path: prefix ? path.slice(0, -1) : path,
      pathType: prefix ? 'Prefix' : 'Exact',
      backend: backend(to),
    },
    tls: tls?.replace(/^,tls=?/, ''),
  }
}

function backend(text: string): JsonObject {
  const [name = '', port = ''] = text.split(':')
  const number = /^\d+$/.test(port)
  return { service: { name, port: number ? { number: Number(port) } : { name: port } } }
}

function byHost(rules: readonly Rule[]): readonly JsonObject[] {
  return [...new Set(rules.map(({ host }) => host))].map((host) => ({
    ...(host === '' ? {} : { host }),
    http: { paths: rules.filter((rule) => rule.host === host).map(({ path }) => path) },
  }))
}

// Hosts with one secret share one entry.
function tlsOf(rules: readonly Rule[]): readonly JsonObject[] {
  const secure = rules.filter(({ tls }) => tls !== undefined)
  return [...new Set(secure.map(({ tls }) => tls ?? ''))].map((secretName) => {
    const here = secure.filter(({ tls }) => tls === secretName)
    const hosts = [...new Set(here.map(({ host }) => host).filter((host) => host !== ''))]
    return { ...within('hosts', hosts), ...(secretName === '' ? {} : { secretName }) }
  })
}

function annotationsOf(texts: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (texts.length === 0) return undefined
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
}

const within = <T>(key: string, list: readonly T[]): Readonly<Record<string, readonly T[]>> =>
  list.length > 0 ? { [key]: list } : {}
