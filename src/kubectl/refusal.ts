import type { Status } from '../engine/api/status'

/** What kubectl itself has against a request, before any server has seen it. It has no reason. */
export const clientError = (message: string): Status => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  code: 0,
})

/** A refusal as kubectl prints it on standard error (cmd/util, checkErr). */
export function refusalText(status: Status): string {
  const { code, message = '', reason, details } = status
  if (code === 0) return `error: ${message}`
  if (reason === undefined) return `Error from server: ${message}`
  if (reason !== 'Invalid') return `Error from server (${reason}): ${message}`
  const subject =
    details?.kind && details.name
      ? `The ${details.kind} "${details.name}" is invalid: `
      : 'The request is invalid: '
  const causes = details?.causes ?? []
  if (causes.length === 0) return `${subject}${message}`
  const lines = [
    ...new Set(causes.map(({ field, message: said }) => (field ? `${field}: ${said}` : said))),
  ]
  return lines.length === 1
    ? `${subject}${lines[0]}`
    : [subject, ...lines.map((line) => `* ${line}`)].join('\n')
}
