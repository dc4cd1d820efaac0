/** How columns are laid out (Go's text/tabwriter). */
export interface Layout {
  /** Of a column, its padding included. */
  readonly least: number
  readonly padding: number
}

/** What kubectl lays tables out with. */
export const tableLayout: Layout = { least: 6, padding: 3 }
/** What `describe` is laid out with. */
export const descriptionLayout: Layout = { least: 0, padding: 2 }

/**
 * Aligns cells that end in tabs. Cells of one column that stand in lines right above each other
 * are as wide as the widest of them; the last cell of a line, which no tab ends, does not count.
 * With `remembered`, columns are at least as wide as they were before (kubectl's own addition).
 */
export function tabulated(text: string, layout: Layout, remembered: number[] = []): string {
  const lines = text.split('\n').map((line) => line.split('\t'))
  return new Columns(lines, layout, remembered).text()
}

class Columns {
  private readonly widths: number[] = []
  private readonly written: string[] = []

  constructor(
    private readonly lines: readonly (readonly string[])[],
    private readonly layout: Layout,
    private readonly remembered: number[],
  ) {}

  text(): string {
    this.format(0, this.lines.length)
    return this.written.join('\n')
  }

  private format(start: number, end: number): void {
    const column = this.widths.length
    let from = start
    for (let at = start; at < end; at++) {
      if (!this.ends(at, column)) continue
      this.write(from, at)
      from = at
      let width = Math.max(this.layout.least, this.remembered[column] ?? 0)
      for (; at < end && this.ends(at, column); at++) {
        width = Math.max(width, this.size(this.lines[at]?.[column] ?? '') + this.layout.padding)
      }
      if (this.remembered.length > 0 || this.layout === tableLayout) this.remembered[column] = width
      this.widths.push(width)
      this.format(from, at)
      this.widths.pop()
      from = at
      at--
    }
    this.write(from, end)
  }

  // Whether a tab ends the cell.
  private ends(line: number, column: number): boolean {
    return column < (this.lines[line]?.length ?? 0) - 1
  }

  private size(cell: string): number {
    return [...cell].length
  }

  private write(start: number, end: number): void {
    for (const cells of this.lines.slice(start, end)) {
      const padded = cells.map((cell, index) => {
        const width = this.widths[index]
        return width === undefined ? cell : cell + ' '.repeat(Math.max(0, width - this.size(cell)))
      })
      this.written.push(padded.join(''))
    }
  }
}
