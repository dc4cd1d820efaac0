import { type Picture, type RequestRecord, requestsKept } from '../../store'
import { drawMark, isRound, type Mark } from '../../theme/marks'
import { isFar, type View } from '../fitting'
import { angleAt, type Point, spotOn } from '../ways/curve'
import { markOf } from './mark-of'
import {
  crowdOf,
  isDrawn,
  lastsFor,
  type Moment,
  momentOf,
  type Phase,
  phasesOf,
  sampling,
} from './schedule'
import type { Tracks } from './tracks'

/** All that a drawing depends on: the same scene is the same drawing. */
export interface Scene {
  readonly picture: Picture
  readonly now: number
  readonly view: View
  readonly width: number
  readonly height: number
  readonly ratio: number
  /** The ways that all goes. */
  readonly tracks: Tracks
}

/** How much is seen of what has nothing to do with the Service that is looked at. */
const asideStrength = 0.15

const phases = new WeakMap<RequestRecord, readonly Phase[]>()

/** A request's phases; a record is replaced and never changed, so they are found once. */
function phasesFor(record: RequestRecord): readonly Phase[] {
  const known = phases.get(record)
  if (known) return known
  const found = phasesOf(record)
  phases.set(record, found)
  return found
}

/** Draws all that is under way; returns every how-manieth request was drawn. */
export function drawFrame(
  canvas: CanvasRenderingContext2D,
  scene: Scene,
  colors: Readonly<Record<Mark, string>>,
): number {
  const { width, height, ratio, view, tracks } = scene
  canvas.setTransform(ratio, 0, 0, ratio, 0, 0)
  canvas.clearRect(0, 0, width, height)
  const moving = underWay(scene)
  const every = sampling(moving.length, tracks.room)
  const size = 4.6 * Math.max(0.8, Math.min(1.5, view.zoom))
  canvas.lineWidth = size * 0.5
  let last: Mark | undefined
  for (const { record, moment } of moving) {
    if (!isDrawn(record.id, every)) continue
    const track = tracks.of(moment.trip, record)
    if (!track) continue
    const { x, y, step } = spotOn(track, moment.part)
    const at = { x: x * view.zoom + view.x, y: y * view.zoom + view.y }
    if (!isOnScreen(scene, at)) continue
    const mark = markOf(record, moment)
    if (mark !== last) {
      canvas.fillStyle = colors[mark]
      canvas.strokeStyle = colors[mark]
      last = mark
    }
    const grown = mark === 'lost' ? size * (2 - moment.strength) : size
    canvas.globalAlpha = moment.strength * (tracks.isAside(record) ? asideStrength : 1)
    if (isRound(mark) || (mark === 'lookup' && isFar(view))) drawMark(canvas, mark, grown, at)
    else drawTurned(canvas, { mark, size: grown, angle: angleAt(track, step), ...at, ratio })
  }
  canvas.globalAlpha = 1
  return every * forgottenBefore(scene, moving)
}

/** A mark that looks where it goes; diamonds stand upright. */
function drawTurned(
  canvas: CanvasRenderingContext2D,
  {
    mark,
    size,
    angle,
    x,
    y,
    ratio,
  }: {
    readonly mark: Mark
    readonly size: number
    readonly angle: number
    readonly ratio: number
  } & Point,
): void {
  const turned = mark === 'no-name' ? 0 : angle
  const [cos, sin] = [Math.cos(turned) * ratio, Math.sin(turned) * ratio]
  canvas.setTransform(cos, sin, -sin, cos, x * ratio, y * ratio)
  drawMark(canvas, mark, size)
  canvas.setTransform(ratio, 0, 0, ratio, 0, 0)
}

/** As far beyond its edge as a mark reaches. */
const edge = 16

const isOnScreen = ({ width, height }: Scene, { x, y }: Point): boolean =>
  x > -edge && y > -edge && x < width + edge && y < height + edge

/** Of a rush, so many tell how long all are on screen. */
const asksEvery = 16

/** How often as many are under way as the picture still knows of; a power of two. */
function forgottenBefore({ picture, now }: Scene, moving: ReturnType<typeof underWay>): number {
  if (picture.requests.size < requestsKept || moving.length === 0) return 1
  const [oldest] = picture.requests.values()
  const asked = moving.filter((_, index) => index % asksEvery === 0)
  const lives = asked.reduce((sum, { record }) => sum + (phasesFor(record).at(-1)?.end ?? 0), 0)
  const span = now - (oldest?.started ?? now)
  const known = moving.length
  return sampling(crowdOf(known, lives / asked.length, span), known)
}

/** The requests that are on screen at a scene's instant, and where on their way. */
export function underWay({ picture, now }: Pick<Scene, 'picture' | 'now'>) {
  const found: { readonly record: RequestRecord; readonly moment: Moment }[] = []
  for (const record of picture.requests.values()) {
    const elapsed = now - record.started
    const own = phasesFor(record)
    if (elapsed < 0 || (record.ended !== undefined && elapsed > lastsFor(own))) continue
    const moment = momentOf(record, own, elapsed)
    if (moment) found.push({ record, moment })
  }
  return found
}
