import type { RequestRecord, Trip } from '../../store'
import type { Moment } from './schedule'

/** The shapes of what moves. The key beside the picture names each of them. */
export const marks = [
  'request',
  'answer',
  'lookup',
  'refused',
  'rejected',
  'lost',
  'no-name',
  'error',
] as const

/** One of `marks`. */
export type Mark = (typeof marks)[number]

/** The custom property with a mark's colour. */
export const markColors: Readonly<Record<Mark, string>> = {
  request: '--ink',
  answer: '--ok-line',
  lookup: '--outside-line',
  refused: '--fail-line',
  rejected: '--fail-line',
  lost: '--drop-line',
  'no-name': '--wait-line',
  error: '--fail-line',
}

/** What a request is drawn as at a moment: how it went is told on its way back. */
export function markOf(record: RequestRecord, { trip, part }: Moment): Mark {
  switch (trip.what) {
    case 'query':
      return 'lookup'
    case 'answer':
      return isLastAnswer(record, trip) ? 'no-name' : 'lookup'
    case 'refusal':
      return record.outcome === 'rejected' ? 'rejected' : 'refused'
    case 'response':
      return record.outcome === 'http-error' ? 'error' : 'answer'
    case 'lost':
      return part < 1 ? 'request' : 'lost'
    default:
      return 'request'
  }
}

const isLastAnswer = ({ outcome, legs }: RequestRecord, { due }: Trip): boolean =>
  outcome === 'name-not-found' && legs.at(-1)?.due === due

/** Draws a mark around the origin, looking to the right, with the colours that are set. */
export function drawMark(canvas: CanvasRenderingContext2D, mark: Mark, size: number): void {
  canvas.beginPath()
  switch (mark) {
    case 'request':
    case 'answer':
      canvas.arc(0, 0, mark === 'request' ? size * 0.8 : size, 0, Math.PI * 2)
      canvas.fill()
      return
    case 'lookup':
      canvas.rect(-size * 0.6, -size * 0.6, size * 1.2, size * 1.2)
      canvas.fill()
      return
    case 'lost':
      canvas.arc(0, 0, size, 0, Math.PI * 2)
      canvas.stroke()
      return
    case 'refused':
    case 'rejected':
      bar(canvas, size, mark === 'rejected')
      return
    case 'no-name':
      polygon(canvas, [0, -size * 1.3, size * 1.3, 0, 0, size * 1.3, -size * 1.3, 0])
      return
    case 'error':
      polygon(canvas, [size * 1.3, 0, -size * 0.9, size * 1.1, -size * 0.9, -size * 1.1])
  }
}

function bar(canvas: CanvasRenderingContext2D, size: number, capped: boolean): void {
  canvas.moveTo(0, -size * 1.3)
  canvas.lineTo(0, size * 1.3)
  if (capped) {
    canvas.moveTo(-size, -size * 1.3)
    canvas.lineTo(size, -size * 1.3)
    canvas.moveTo(-size, size * 1.3)
    canvas.lineTo(size, size * 1.3)
  }
  canvas.stroke()
}

function polygon(canvas: CanvasRenderingContext2D, corners: readonly number[]): void {
  for (let index = 0; index < corners.length; index += 2) {
    canvas.lineTo(corners[index] ?? 0, corners[index + 1] ?? 0)
  }
  canvas.closePath()
  canvas.fill()
}
