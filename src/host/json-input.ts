import { BadInput } from './bad-input'

/** Reads a file of JSON; says in what place it is none. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [, position] = /position (\d+)/.exec(message) ?? []
    const told = message.replace(/ \(line \d+ column \d+\)$/, '')
    throw new BadInput(`${file}${position === undefined ? '' : lineOf(text, +position)}: ${told}`)
  }
}

function lineOf(text: string, position: number): string {
  const lines = text.slice(0, position).split('\n')
  return `:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
}
