import { Captured } from '../streams'
import { UsageError } from './options'
import { defineProgram } from './program'

const screen = { enter: '\x1b[?1049h\x1b[H', leave: '\x1b[?1049l', home: '\x1b[H' } as const

/** Runs a command again and again, and shows what it says now. */
export const watch = defineProgram({
  name: 'watch',
  use: '[options] command',
  short: 'Execute a program periodically, showing output fullscreen.',
  options: {
    flags: 'tdxeg',
    values: 'n',
    strict: true,
    long: { interval: 'n', 'no-title': 't', differences: 'd', exec: 'x', chgexit: 'g' },
  },
  run: async (options, laptop) => {
    if (options.words.length === 0) throw new UsageError('no command given')
    const seconds = Number(options.value('n') ?? 2)
    if (!(seconds > 0)) throw new UsageError(`failed to parse argument: '${options.value('n')}'`)
    const text = options.words.join(' ')
    const { stdout, signal } = laptop
    if (stdout.isTerminal) stdout.write(screen.enter)
    let before: string | undefined
    try {
      for (;;) {
        const output = new Captured()
        await laptop.sh(text, { stdout: output, stderr: output })
        if (signal.aborted) return 130
        if (options.has('g') && before !== undefined && output.text !== before) return 0
        before = output.text
        const titles = options.has('t') ? [] : [title(seconds, text, laptop), '']
        const lines = [...titles, ...output.text.replace(/\n$/, '').split('\n')]
        const shown = lines.slice(0, stdout.isTerminal ? laptop.rows : undefined)
        if (stdout.isTerminal) {
          const cut = shown.map((line) => `${line.slice(0, stdout.columns)}\x1b[K`)
          stdout.write(`${screen.home}${cut.join('\n')}\x1b[J`)
        } else stdout.write(`${shown.join('\n')}\n`)
        await laptop.sleep(Math.max(seconds, 0.1) * 1_000)
        if (signal.aborted) return 130
      }
    } finally {
      if (stdout.isTerminal) laptop.restore(screen.leave)
    }
  },
})

function title(
  seconds: number,
  text: string,
  {
    stdout,
    now,
    environment,
  }: {
    readonly stdout: { readonly columns: number }
    now(): number
    readonly environment: Readonly<Record<string, string>>
  },
): string {
  const left = `Every ${seconds.toFixed(1)}s: ${text}`
  const right = `${environment['HOSTNAME'] ?? 'laptop'}: ${new Date(now()).toUTCString()}`
  const room = stdout.columns - right.length - 1
  return room < 20 ? left.slice(0, stdout.columns) : `${left.slice(0, room).padEnd(room)} ${right}`
}
