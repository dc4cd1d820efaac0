import { widthOf } from './width'

/** Where something stands in a terminal, counted from where the prompt began. */
interface Place {
  readonly row: number
  readonly column: number
}

/**
 * Draws a prompt and the line after it, over what it drew before. It knows nothing but how many
 * rows it took, so whatever else is written must come after `leave`.
 */
export class LineView {
  private row = 0

  /** The sequence that draws a line, with the caret where it belongs. */
  draw(prompt: string, text: string, at: number, columns: number): string {
    const end = placeOf(prompt + text, columns)
    const caret = placeOf(prompt + text.slice(0, at), columns)
    // A line that ends at the right margin has its caret in the next row.
    const margin = end.column === 0 && end.row > 0 && !text.endsWith('\n') ? '\r\n' : ''
    const shown = text.replaceAll('\n', '\r\n')
    const up = end.row - caret.row
    const right = caret.column > 0 ? `\x1b[${caret.column}C` : ''
    const back = `\r${up > 0 ? `\x1b[${up}A` : ''}${right}`
    const sequence = `${this.erase()}${prompt}${shown}${margin}${back}`
    this.row = caret.row
    return sequence
  }

  /** The sequence that takes away what was drawn. */
  erase(): string {
    const sequence = `\r${this.row > 0 ? `\x1b[${this.row}A` : ''}\x1b[J`
    this.row = 0
    return sequence
  }

  /** The line stays as it is, and the next thing is written below. */
  leave(): void {
    this.row = 0
  }
}

function placeOf(text: string, columns: number): Place {
  let row = 0
  let column = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours take no room
  for (const character of text.replace(/\x1b\[[\d;]*m/g, '')) {
    if (character === '\n') {
      row++
      column = 0
      continue
    }
    const width = widthOf(character)
    if (column + width > columns) {
      row++
      column = 0
    }
    column += width
  }
  return column >= columns ? { row: row + 1, column: 0 } : { row, column }
}
