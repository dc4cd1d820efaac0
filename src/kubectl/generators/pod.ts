import { failed } from '../errors'
import type { JsonObject } from '../json'
import { metadataOf, type Naming } from './metadata'

/** The flags of `run` that shape its Pod. */
export interface PodOptions extends Naming {
  readonly image: string
  readonly words: readonly string[]
  /** `words` are the command itself, no arguments of the image's. */
  readonly command: boolean
  readonly env: readonly string[]
  readonly port: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: readonly string[]
  readonly restart: string
  readonly imagePullPolicy: string
  readonly privileged: boolean
  readonly stdin: boolean
  readonly tty: boolean
  readonly leaveStdinOpen: boolean
}

/** A Pod as `run` makes it (kubectl's generate/versioned/run.go). */
export function pod(options: PodOptions): JsonObject {
  const { labels, annotations, restart } = options
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: metadataOf(options, {
      labels,
      ...(annotations.length > 0 ? { annotations: annotationsOf(annotations) } : {}),
    }),
    spec: {
      containers: [containerOf(options)],
      restartPolicy: restart,
      dnsPolicy: 'ClusterFirst',
    },
    status: {},
  }
}

function containerOf(options: PodOptions): JsonObject {
  const { name, image, words, command, stdin, tty } = options
  const env = options.env.map(variable)
  const port = portOf(options.port)
  return {
    name,
    image,
    ...(words.length > 0 ? { [command ? 'command' : 'args']: words } : {}),
    ...(options.port === '' ? {} : { ports: [{ containerPort: port }] }),
    ...(env.length > 0 ? { env } : {}),
    resources: {},
    ...(options.imagePullPolicy === '' ? {} : { imagePullPolicy: options.imagePullPolicy }),
    ...(options.privileged ? { securityContext: { privileged: true } } : {}),
    ...(stdin ? { stdin } : {}),
    ...(stdin && !options.leaveStdinOpen ? { stdinOnce: true } : {}),
    ...(tty ? { tty } : {}),
  }
}

/** A whole number in decimal (Go's strconv.Atoi); 0 for nothing. */
export function portOf(text: string): number {
  if (text === '') return 0
  if (!/^[+-]?\d+$/.test(text)) {
    throw failed(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)
  }
  return Number(text)
}

function variable(text: string): JsonObject {
  const at = text.indexOf('=')
  const name = text.slice(0, at)
  if (at <= 0) throw failed(`invalid env: ${text}`)
  const value = text.slice(at + 1)
  return { name, ...(value === '' ? {} : { value }) }
}

function annotationsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 0) throw failed(`invalid annotations format: ${text}`)
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
}

/** `a=b,c=d` as labels (kubectl's generate.ParseLabels). */
export function labelsOf(text: string): Readonly<Record<string, string>> {
  if (text === '') return {}
  return Object.fromEntries(
    text.split(',').map((each) => {
      const [key = '', value, ...more] = each.split('=')
      if (value === undefined || more.length > 0) throw failed(`unexpected label spec: ${each}`)
      return [key, value]
    }),
  )
}
