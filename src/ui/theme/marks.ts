/** The shapes of requests and how they end. The key beside the picture names each of them. */
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

/** What becomes of a request, as the mark that tells it: as in the picture. */
export const outcomeMarks: Readonly<Record<string, Mark>> = {
  ok: 'answer',
  'http-error': 'error',
  refused: 'refused',
  reset: 'refused',
  rejected: 'rejected',
  timeout: 'lost',
  'name-timeout': 'lost',
  unreachable: 'lost',
  'name-not-found': 'no-name',
}

/** What marks are drawn with: a canvas, or what only notes the lines. */
type Pen = Pick<
  CanvasRenderingContext2D,
  'arc' | 'beginPath' | 'closePath' | 'fill' | 'lineTo' | 'moveTo' | 'rect' | 'stroke'
>

/** Marks that look the same whichever way they go. */
export const isRound = (mark: Mark): boolean =>
  mark === 'request' || mark === 'answer' || mark === 'lost'

/**
 * Draws a mark, looking to the right, with the colours that are set: around the origin, or, one
 * that is round or a square, around a place.
 */
export function drawMark(canvas: Pen, mark: Mark, size: number, { x, y } = origin): void {
  canvas.beginPath()
  switch (mark) {
    case 'request':
    case 'answer':
      canvas.arc(x, y, mark === 'request' ? size * 0.8 : size, 0, Math.PI * 2)
      canvas.fill()
      return
    case 'lookup':
      canvas.rect(x - size * 0.6, y - size * 0.6, size * 1.2, size * 1.2)
      canvas.fill()
      return
    case 'lost':
      canvas.arc(x, y, size, 0, Math.PI * 2)
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

const origin = { x: 0, y: 0 }

function bar(canvas: Pen, size: number, capped: boolean): void {
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

function polygon(canvas: Pen, corners: readonly number[]): void {
  for (let index = 0; index < corners.length; index += 2) {
    canvas.lineTo(corners[index] ?? 0, corners[index + 1] ?? 0)
  }
  canvas.closePath()
  canvas.fill()
}

/** A mark as the path of an SVG, and whether it is filled or drawn as a line. */
export function markPath(mark: Mark, size: number): { readonly d: string; readonly full: boolean } {
  const parts: string[] = []
  let full = false
  const pen: Pen = {
    beginPath: () => parts.splice(0),
    moveTo: (x, y) => parts.push(`M${x} ${y}`),
    lineTo: (x, y) => parts.push(`${parts.length === 0 ? 'M' : 'L'}${x} ${y}`),
    rect: (x, y, width, height) => parts.push(`M${x} ${y}h${width}v${height}h${-width}z`),
    arc: (x, y, r) =>
      parts.push(`M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`),
    closePath: () => parts.push('z'),
    fill: () => {
      full = true
    },
    stroke: () => undefined,
  }
  drawMark(pen, mark, size)
  return { d: parts.join(''), full }
}
