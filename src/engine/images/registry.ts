import type { Command } from './commands/command'
import { done } from './commands/command'
import { images } from './index'

const WIDTHS = [30, 10]

const row = (...cells: readonly string[]): string =>
  `${cells.map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0)).join('  ')}\n`

/** `registry`: the images that there are here, the ports that they listen on, what they run. */
export const registry: Command = (args) => {
  const shown = images.filter(({ name }) => args.every((word) => name.includes(word)))
  const rows = shown
    .map(({ name, exposes, entrypoint, command }) =>
      row(name, exposes.join(',') || '-', [...entrypoint, ...command].join(' ')),
    )
    .sort()
  return done(row('IMAGE', 'PORTS', 'COMMAND') + rows.join(''))
}
