import type { Laptop } from '../shell/process'

/** What a command on a machine is lent of this one. */
interface Lent {
  /** Whether it reads standard input. */
  readonly reads?: boolean
  /** Whether it has this terminal: keys as they are pressed, and the screen. */
  readonly tty?: boolean
}

const ROWS = 24

/**
 * Runs a command on a machine of the cluster's network: the laptop itself, or a node. Its streams
 * come back here; its exit code is returned.
 */
export async function runOn(
  machine: string,
  command: readonly string[],
  laptop: Laptop,
  { reads = false, tty = false }: Lent = {},
): Promise<number> {
  const { client, signal, stderr, stdin, stdout } = laptop
  const on = (name: string, wanted: boolean) => (wanted ? { [name]: 'true' } : {})
  const channel = await client.connect({
    method: 'POST',
    path: `/playground/v1/hosts/${machine}/exec`,
    query: {
      command,
      stdout: 'true',
      ...on('stderr', !tty),
      ...on('stdin', reads),
      ...on('tty', tty),
    },
  })
  if ('kind' in channel) {
    stderr.write(`${command[0]}: ${channel.message ?? 'the network is not there'}\n`)
    return 1
  }
  const leave = () => channel.send({ type: 'close' })
  const resize = () =>
    channel.send({ type: 'resize', columns: stdout.columns, rows: stdout.rows ?? ROWS })
  const restore = tty ? stdin.raw?.() : undefined
  if (tty) resize()
  const forget = tty ? stdout.onResize?.(resize) : undefined
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
    restore?.()
    forget?.()
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
