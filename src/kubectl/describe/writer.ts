import type { JsonObject } from '../json'
import { descriptionLayout, tabulated } from '../printers/tabwriter'

const LONGEST_ANNOTATION = 140
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** Writes a description line by line; cells of a line end in tabs and are aligned at the end. */
export class Description {
  private written = ''
  private done = ''

  /** What has been written since the last `flush`, its cells not yet aligned. */
  get unaligned(): string {
    return this.written
  }

  /** A line, indented by two spaces a level. */
  line(level: number, text: string): void {
    this.written += `${'  '.repeat(level)}${text}\n`
  }

  /** Text as it stands. */
  raw(text: string): void {
    this.written += text
  }

  /** Aligns what has been written; what follows is aligned by itself. */
  flush(): void {
    this.done += tabulated(this.written, descriptionLayout)
    this.written = ''
  }

  text(): string {
    this.flush()
    return this.done
  }

  /** `Labels:`, one on each line. */
  labels(title: string, labels: JsonObject, indent = ''): void {
    const keys = Object.keys(labels).sort()
    this.raw(`${indent}${title}:\t`)
    if (keys.length === 0) this.raw('<none>\n')
    keys.forEach((key, index) => {
      this.raw(`${index > 0 ? `${indent}\t` : ''}${key}=${labels[key]}\n`)
    })
  }

  /** `Annotations:`, one on each line, without what client-side apply keeps. */
  annotations(title: string, annotations: JsonObject): void {
    const keys = Object.keys(annotations)
      .filter((key) => key !== LAST_APPLIED)
      .sort()
    this.raw(`${title}:\t`)
    if (keys.length === 0) this.raw('<none>\n')
    keys.forEach((key, index) => {
      this.raw(index > 0 ? '\t' : '')
      this.raw(annotationText(key, String(annotations[key]).replace(/\n$/, '')))
    })
  }
}

function annotationText(key: string, value: string): string {
  if (key.length + value.length + 2 <= LONGEST_ANNOTATION && !value.includes('\n')) {
    return `${key}: ${value}\n`
  }
  const most = LONGEST_ANNOTATION - 2
  const lines = value.split('\n').map((line) => {
    return `\t  ${line.length > most ? `${line.slice(0, most)}...` : line}\n`
  })
  return `${key}:\n${lines.join('')}`
}
