import type { Laptop, LaptopProgram } from '../shell/process'
import { keep, lendFiles } from './curl-files'

const path = '/playground/v1/hosts/laptop/exec'

/**
 * A program that speaks to the network: it runs where the network is simulated, as a process of
 * the laptop there, and its streams come back here. The laptop's files are here, though: what it
 * reads of them goes along, what it writes is fetched.
 */
export const onNetwork =
  (name: string, { interactive = false } = {}): LaptopProgram =>
  async (words, laptop) => {
    if (name !== 'curl' && name !== 'wget') return run([name, ...words], laptop, interactive)
    const lent = await lendFiles(name, words, laptop)
    if ('code' in lent) return refused(lent, laptop)
    let code = await run([name, ...lent.words], laptop, interactive)
    for (const [file, place] of lent.taken) {
      const text = await fetched(place, laptop)
      const problem = text === undefined ? undefined : keep(name, file, text, laptop)
      if (problem) code = refused(problem, laptop)
    }
    return code
  }

function refused(
  { complaint, code }: { readonly complaint: string; readonly code: number },
  { stderr }: Laptop,
): number {
  stderr.write(complaint)
  return code
}

// What a program has written there; undefined when it has written nothing.
async function fetched(place: string, laptop: Laptop): Promise<string | undefined> {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const stdout = { isTerminal: false, columns: 80, write }
  const stderr = { ...stdout, write: () => undefined }
  const script = `cat ${place} && rm ${place}`
  const code = await run(['sh', '-c', script], { ...laptop, stdout, stderr }, false, false)
  return code === 0 ? text : undefined
}

async function run(
  command: readonly string[],
  { client, signal, stderr, stdin, stdout }: Laptop,
  interactive: boolean,
  readable = true,
): Promise<number> {
  const reads = readable && (interactive || !stdin.isTerminal)
  const query = { command, stdout: 'true', stderr: 'true' }
  const channel = await client.connect({
    method: 'POST',
    path,
    query: reads ? { ...query, stdin: 'true' } : query,
  })
  if ('kind' in channel) {
    stderr.write(`${command[0]}: ${channel.message ?? 'the network is not there'}\n`)
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
