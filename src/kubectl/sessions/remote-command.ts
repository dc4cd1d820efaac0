import type { Call } from '../command'
import { open, type Place, sessionRequest, settled } from './session'

/** Where the output of a command in a container goes, and what it reads. */
export interface RemoteStreams {
  readonly stdin?: string
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}

/** Runs a command in a container to its end; a failure is thrown as `exec` would. */
export async function runRemote(
  call: Call,
  place: Place,
  command: readonly string[],
  { stdin, stdout, stderr }: RemoteStreams,
): Promise<void> {
  const streams = { stdin: stdin !== undefined, stdout: true, stderr: true, tty: false }
  const channel = await open(call, sessionRequest('exec', place, streams, command))
  if (stdin !== undefined) {
    channel.send({ type: 'stdin', text: stdin })
    channel.send({ type: 'end' })
  }
  const chunks = call.session.server.until(channel.chunks, Number.POSITIVE_INFINITY)
  for await (const chunk of chunks) {
    if (chunk.type === 'stdout') stdout(chunk.text)
    if (chunk.type === 'stderr') stderr(chunk.text)
    if (chunk.type === 'status') {
      settled(chunk.status)
      return
    }
  }
}
