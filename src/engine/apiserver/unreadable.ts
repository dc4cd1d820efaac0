import { utf8 } from '../api/base64'
import { goJsonFault } from '../api/go-json'
import type { ApiRequest } from '../api/request'
import { badRequest } from '../api/status'
import type { Resource } from '../resources/resource'

/** Refuses a body that is no JSON, in Go's words for what is wrong with it. */
export function checkReadable(request: ApiRequest, { kind }: Resource): void {
  const { headers = {}, method, unreadable } = request
  if (unreadable === undefined) return
  const fault = goJsonFault(unreadable)
  if (method === 'PATCH') {
    const isStrategic = headers['content-type']?.startsWith('application/strategic-merge-patch')
    throw badRequest(isStrategic ? fault : `error decoding patch: ${fault}`)
  }
  const wanted = method === 'DELETE' ? 'DeleteOptions' : kind
  throw badRequest(
    `the object provided is unrecognized (must be of type ${wanted}): couldn't get ` +
      `version/kind; json parse error: ${fault} (${summary(unreadable)})`,
  )
}

const MOST = 30

// What does not even begin like an object is shown as bytes (endpoints/handlers, summarizeData).
function summary(text: string): string {
  if (text === '') return '<empty>'
  const isCut = text.length > MOST
  const shown = text.slice(0, MOST)
  const hex = () => [...utf8(shown).slice(0, MOST)].map(twoDigits).join('')
  return `${text.startsWith('{') ? shown : hex()}${isCut ? ' ...' : ''}`
}

const twoDigits = (byte: number): string => byte.toString(16).padStart(2, '0')
