import type { Command } from './commands/command'
import { done } from './commands/command'
import { images } from './index'

/** Columns as wide as their longest cell, two blanks between them. */
function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  const widths = [width(0), width(1)]
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map((row) => `${line(row)}\n`).join('')
}

/** `registry`: the images that there are here, the ports that they listen on, what they run. */
export const registry: Command = (args) => {
  const shown = images.filter(({ name }) => args.every((word) => name.includes(word)))
  const rows = shown
    .map(({ name, exposes, entrypoint, command }) => [
      name,
      exposes.join(',') || '-',
      [...entrypoint, ...command].join(' '),
    ])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return done(table([['IMAGE', 'PORTS', 'COMMAND'], ...rows]))
}
