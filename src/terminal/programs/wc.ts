import { readAll } from '../streams'
import { defineProgram, inputsOf } from './program'

/** Counts lines, words and bytes. */
export const wc = defineProgram({
  name: 'wc',
  use: '[OPTION]... [FILE]...',
  short: 'Print newline, word, and byte counts for each FILE.',
  options: { flags: 'lwcmL', long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm' } },
  run: async (options, laptop) => {
    const all = !['l', 'w', 'c', 'm', 'L'].some((each) => options.has(each))
    const rows: { readonly name: string; readonly counts: readonly number[] }[] = []
    let status = 0
    for await (const input of inputsOf(options.words, 'wc', laptop)) {
      if (!input) {
        status = 1
        continue
      }
      const text = await readAll(input.source)
      const counts = [
        ...(all || options.has('l') ? [text.split('\n').length - 1] : []),
        ...(all || options.has('w') ? [text.split(/\s+/).filter(Boolean).length] : []),
        ...(options.has('m') ? [[...text].length] : []),
        ...(all || options.has('c') ? [new TextEncoder().encode(text).length] : []),
        ...(options.has('L') ? [Math.max(...text.split('\n').map((line) => line.length))] : []),
      ]
      rows.push({ name: options.words.length > 0 ? input.name : '', counts })
    }
    if (options.words.length > 1) {
      const [first] = rows
      const sums = (first?.counts ?? []).map((_, at) =>
        rows.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0),
      )
      rows.push({ name: 'total', counts: sums })
    }
    const widest = Math.max(...rows.flatMap(({ counts }) => counts.map((each) => `${each}`.length)))
    const single = rows.length === 1 && rows[0]?.counts.length === 1
    const width = single ? 1 : options.words.length === 0 ? 7 : widest
    for (const { name, counts } of rows) {
      const columns = counts.map((each) => `${each}`.padStart(width)).join(' ')
      laptop.stdout.write(`${columns}${name === '' ? '' : ` ${name}`}\n`)
    }
    return status
  },
})
