/** What the words of a lesson keep to: a person's do, and a parser of Markdown is quick on it. */
const most = { markers: 8, indent: 60, block: 6_000, marks: 600 }

const containers = /^\s*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)+/
const marker = />|[-+*]|\d+[.)]/g
const marks = /[*_[\]`<&!~]/g

/**
 * The first line at which Markdown is so nested, or so full of marks, that to read it would take
 * its time, or no one's stack would hold it; undefined for what people write. Code counts alike:
 * where it begins and ends is what a parser finds out.
 */
export function knotIn(markdown: string): number | undefined {
  let block = { length: 0, marks: 0 }
  for (const [index, line] of markdown.split('\n').entries()) {
    if (line.trim() === '') {
      block = { length: 0, marks: 0 }
      continue
    }
    block.length += line.length
    block.marks += line.match(marks)?.length ?? 0
    const [begins = ''] = containers.exec(line) ?? []
    const nested = begins.match(marker)?.length ?? 0
    const indent = line.length - line.trimStart().length
    const isKnot =
      nested > most.markers ||
      indent > most.indent ||
      block.length > most.block ||
      block.marks > most.marks
    if (isKnot) return index + 1
  }
  return undefined
}
