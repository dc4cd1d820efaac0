/** The most lines that are kept, and how long one may be. */
const most = 1_000
const longest = 4_000

/** What was typed before: each line once, where it was typed last. */
export class History {
  private kept: string[]

  constructor(lines: readonly string[] = []) {
    this.kept = lines.slice(-most)
  }

  get lines(): readonly string[] {
    return this.kept
  }

  /** A line that begins with a blank is not kept, as bash has it. */
  add(line: string): boolean {
    if (line.trim() === '' || line.startsWith(' ') || line.length > longest) return false
    this.kept = [...this.kept.filter((each) => each !== line), line].slice(-most)
    return true
  }

  /** The last line before `from` that holds a text; its place. */
  search(text: string, from = this.kept.length): number | undefined {
    for (let at = Math.min(from, this.kept.length) - 1; at >= 0; at--) {
      if (this.kept[at]?.includes(text)) return at
    }
    return undefined
  }
}
