/** Where something stands: lines and columns from 1, the end just behind it. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Something wrong with the text, as the editor shows it. */
export interface Mark extends Place {
  readonly severity: 'error' | 'warning' | 'hint'
  readonly message: string
}

/** A remark at the end of a line. */
export interface Remark {
  readonly line: number
  readonly text: string
  readonly tone: 'good' | 'bad' | 'quiet' | 'wait'
}
