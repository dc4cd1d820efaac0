import type { IncomingMessage } from 'node:http'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { ApiRequest } from '../../engine/api/request'
import { badRequest, failure } from '../../engine/api/status'
import { limits } from '../../engine/limits'
import { duplicatesIn, TooDeep } from './duplicates'
import { decodeProtobuf, Malformed } from './protobuf'

// What a request's envelope may take besides the object in it.
const MOST_BYTES = limits.requestBytes + (1 << 16)

/** A body as it was read. */
export type Read = Pick<ApiRequest, 'body' | 'duplicates' | 'unreadable'>

/** Reads a request's body as what its Content-Type says; none means JSON. Throws a StatusError. */
export async function readBody(request: IncomingMessage): Promise<Read> {
  const bytes = await bytesOf(request)
  return bytes.length === 0 ? {} : decodeBody(bytes, mediaType(request.headers['content-type']))
}

/** A body as it stands, for somebody else to read; none is undefined. */
export async function readText(request: IncomingMessage): Promise<string | undefined> {
  const bytes = await bytesOf(request)
  return bytes.length === 0 ? undefined : bytes.toString('utf8')
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    // Read to its end all the same: a client that still writes would not hear the answer.
    if (size <= MOST_BYTES) chunks.push(chunk)
  }
  if (size > MOST_BYTES) throw tooLarge()
  return Buffer.concat(chunks)
}

const mediaType = (header = ''): string => (header.split(';')[0] ?? '').trim().toLowerCase()

const tooLarge = (): Error =>
  failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limits.requestBytes}`)

function decodeBody(bytes: Buffer, type: string): Read {
  if (type === 'application/vnd.kubernetes.protobuf') return { body: protobufIn(bytes) }
  const text = bytes.toString('utf8')
  if (type.endsWith('yaml')) return yamlIn(text)
  if (type !== '' && !type.endsWith('json')) throw unknownFormat()
  return jsonIn(text)
}

const unknownFormat = (): Error =>
  failure(
    415,
    'UnsupportedMediaType',
    'the body of the request was in an unknown format - accepted media types include: ' +
      'application/json, application/yaml, application/vnd.kubernetes.protobuf',
  )

const told = (body: unknown, duplicates: readonly string[]): Read =>
  duplicates.length === 0 ? { body } : { body, duplicates }

function protobufIn(bytes: Buffer): unknown {
  try {
    return decodeProtobuf(bytes)
  } catch (error) {
    if (!(error instanceof Malformed || error instanceof SyntaxError)) throw error
    throw badRequest(`the object provided is unrecognized: ${error.message}`)
  }
}

// What is no JSON, or none that Go reads, is the server's to refuse: it knows what was wanted.
function jsonIn(text: string): Read {
  try {
    const body = JSON.parse(text)
    return told(
      body,
      duplicatesIn(text).map((path) => `duplicate field "${path}"`),
    )
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TooDeep) return { unreadable: text }
    throw error
  }
}

// A few lines of aliases can stand for gigabytes: there are none in what kubectl sends.
function yamlIn(text: string): Read {
  const lines = new LineCounter()
  const document = parseDocument(text, { logLevel: 'error', lineCounter: lines })
  const twice = document.errors.filter(({ code }) => code === 'DUPLICATE_KEY')
  const [fault] = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY')
  if (fault) throw badRequest(`error converting YAML to JSON: ${fault.message}`)
  const said = twice.map(({ pos }) => {
    const key = /^[^\s:]+/.exec(text.slice(pos[0]))?.[0] ?? ''
    return `line ${lines.linePos(pos[0]).line}: key ${JSON.stringify(key)} already set in map`
  })
  return told(
    plainOf(document),
    said.length === 0 ? [] : [`yaml: unmarshal errors:\n  ${said.join('\n  ')}`],
  )
}

function plainOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw badRequest(`error converting YAML to JSON: ${why}`)
  }
}
