import type { LaptopProgram } from '../shell/process'

const path = '/playground/v1/hosts/laptop/exec'

/**
 * A program that speaks to the network: it runs where the network is simulated, as a process of
 * the laptop there, and its streams come back here.
 */
export const onNetwork =
  (name: string, { interactive = false } = {}): LaptopProgram =>
  async (words, laptop) => {
    const { client, stdin, stdout, stderr, signal } = laptop
    const reads = interactive || !stdin.isTerminal
    const query = { command: [name, ...words], stdout: 'true', stderr: 'true' }
    const channel = await client.connect({
      method: 'POST',
      path,
      query: reads ? { ...query, stdin: 'true' } : query,
    })
    if ('kind' in channel) {
      stderr.write(`${name}: ${channel.message ?? 'the network is not there'}\n`)
      return 1
    }
    const leave = () => channel.send({ type: 'close' })
    signal.addEventListener('abort', leave)
    const over = { now: false }
    const feed = async () => {
      while (!over.now) {
        const text = await stdin.read()
        if (over.now) return
        channel.send(text === undefined ? { type: 'end' } : { type: 'stdin', text })
        if (text === undefined) return
      }
    }
    if (reads) void feed()
    try {
      for await (const chunk of channel.chunks) {
        if (chunk.type === 'stdout') stdout.write(chunk.text)
        if (chunk.type === 'stderr') stderr.write(chunk.text)
        if (chunk.type === 'status') return statusOf(chunk.status)
      }
      return signal.aborted ? 130 : 0
    } finally {
      over.now = true
      signal.removeEventListener('abort', leave)
      leave()
    }
  }

interface Ended {
  readonly status?: string
  readonly details?: {
    readonly causes?: readonly { readonly reason?: string; readonly message?: string }[]
  }
}

function statusOf({ status, details }: Ended): number {
  if (status === 'Success') return 0
  const cause = details?.causes?.find(({ reason }) => reason === 'ExitCode')
  return Number(cause?.message ?? 1)
}
