import { resolveImage } from '../images'
import { hexOf } from '../images/reference'
import { goDuration, lengthened, noBackOff, retryAt } from './backoff'
import type { ContainerRecord, NodeImage, PodRecord, Pull } from './memory'
import { drawn, timings } from './timings'
import type { Turn } from './turn'
import { containerOf, wordsOf } from './words'

/** What looking for a container's image came to. */
export type ImageSearch =
  | { readonly type: 'here'; readonly image: NodeImage }
  /** It is being pulled: the container goes on when it is there. */
  | { readonly type: 'pulling' }
  | { readonly type: 'refused'; readonly reason: string; readonly message: string }

/**
 * Sees to a container's image by its pull policy (pkg/kubelet/images, EnsureImageExists). One
 * image is pulled at a time on a node, in the order in which they are asked for.
 */
export function findImage(record: PodRecord, place: number, turn: Turn): ImageSearch {
  const { pod } = record
  const { image: text = '', imagePullPolicy } = containerOf(pod, place)
  const present = turn.memory.images.get(text) ?? sameImage(text, turn)
  if (present && imagePullPolicy !== 'Always') {
    turn.event(pod, 'Pulled', wordsOf(pod, place).present, place)
    return { type: 'here', image: present }
  }
  const resolution = resolveImage(text)
  if (resolution.type === 'invalid') {
    const parse = `couldn't parse image name "${text}": ${resolution.error}`
    const message = `Failed to apply default image tag "${text}": ${parse}`
    turn.warning(pod, 'InspectFailed', message, place)
    return refused(record, place, turn, { reason: 'InvalidImageName', message })
  }
  if (imagePullPolicy === 'Never') {
    const message = `Container image "${text}" is not present with pull policy of Never`
    turn.warning(pod, 'ErrImageNeverPull', message, place)
    return refused(record, place, turn, { reason: 'ErrImageNeverPull', message })
  }
  const { pulls } = record.containers[place] ?? { pulls: noBackOff }
  if (turn.now < retryAt(pulls, pulls.since)) {
    const message = `Back-off pulling image "${text}"`
    turn.event(pod, 'BackOff', message, place)
    const full = `${message}: ErrImagePull: ${failureOf(resolution)}`
    return refused(record, place, turn, { reason: 'ImagePullBackOff', message: full })
  }
  turn.event(pod, 'Pulling', wordsOf(pod, place).pulling, place)
  enqueue(record, place, turn)
  return { type: 'pulling' }
}

type Refusal = { readonly reason: string; readonly message: string }

function refused(
  { pod }: PodRecord,
  place: number,
  turn: Turn,
  { reason, message }: Refusal,
): ImageSearch {
  turn.warning(pod, 'Failed', `Error: ${reason}`, place)
  return { type: 'refused', reason, message }
}

// The image may be here under another way of writing its name.
function sameImage(text: string, turn: Turn): NodeImage | undefined {
  const resolution = resolveImage(text)
  if (resolution.type !== 'found') return undefined
  for (const [, image] of turn.memory.images.entries()) {
    if (image.reference === resolution.reference) return image
  }
  return undefined
}

function enqueue({ key, pod }: PodRecord, container: number, turn: Turn): void {
  const pull: Pull = {
    pod: key,
    uid: pod.metadata.uid,
    container,
    queued: turn.now,
    started: turn.now,
  }
  const isFree = turn.memory.pulls.length === 0
  turn.change({ pulls: turn.memory.pulls.concat(pull) })
  if (isFree) begin(turn)
}

// The first pull of the queue begins; it takes as long as the image is large, unless it is here
// already.
function begin(turn: Turn): void {
  const { pulls } = turn.memory
  const [next] = pulls
  if (!next) return
  turn.change({ pulls: pulls.with(0, { ...next, started: turn.now }) })
  const { random } = turn.context
  const resolution = resolveImage(textOf(next, turn))
  const isNew = resolution.type === 'found' && !sameImage(resolution.reference, turn)
  const size = isNew ? sizeOf(resolution.image, resolution.tag) : 0
  const span = drawn(random, isNew ? timings.pull : timings.resolve)
  turn.after(span + Math.ceil(size / timings.pullRate), { type: 'pulled' })
}

const sizeOf = (image: NodeImage['image'], tag: string): number =>
  image.sizeOf?.(tag) ?? image.sizeBytes

// A Pod may be gone before its turn comes; its pull is then as short as one that fails.
function textOf({ pod, uid, container }: Pull, turn: Turn): string {
  const record = turn.find(pod)
  if (record?.pod.metadata.uid !== uid) return ''
  return containerOf(record.pod, container).image ?? ''
}

/** What a pull that has ended means for the container that wanted it. */
export type PullEnd = {
  readonly pull: Pull
  readonly record: PodRecord
  readonly image: NodeImage | undefined
}

/** The first pull of the queue has ended, the next begins; undefined when its Pod is gone. */
export function endPull(turn: Turn): PullEnd | undefined {
  const { pulls } = turn.memory
  const [pull] = pulls
  if (!pull) return undefined
  const text = textOf(pull, turn)
  turn.change({ pulls: pulls.slice(1) })
  begin(turn)
  const record = turn.find(pull.pod)
  if (!record || text === '') return undefined
  const resolution = resolveImage(text)
  if (resolution.type !== 'found') {
    return { pull, record: failed(record, pull, failureOf(resolution), turn), image: undefined }
  }
  const image = arrived(resolution, text, turn)
  const { pod } = record
  const whole = `${goDuration(turn.now - pull.queued)} including waiting`
  const took = `in ${goDuration(turn.now - pull.started)} (${whole})`
  const size = `Image size: ${image.sizeBytes} bytes.`
  const message = ['Successfully pulled image "', text, '" ', took, '. ', size].join('')
  turn.event(pod, 'Pulled', message, pull.container)
  return { pull, record, image }
}

type Found = Extract<ReturnType<typeof resolveImage>, { type: 'found' }>

function arrived(
  { image, tag, reference, repository }: Found,
  text: string,
  turn: Turn,
): NodeImage {
  const { images } = turn.memory
  const known = images.get(text) ?? sameImage(text, turn)
  const here: NodeImage = known ?? {
    image,
    tag,
    reference,
    id: `${repository}@sha256:${hexOf(reference)}`,
    sizeBytes: sizeOf(image, tag),
  }
  if (images.get(text) !== here) turn.change({ images: images.set(text, here) })
  return here
}

/** An image that was on the node before its kubelet was. */
export function presentImage(text: string, turn: Turn): NodeImage | undefined {
  const resolution = resolveImage(text)
  return resolution.type === 'found' ? arrived(resolution, text, turn) : undefined
}

const DENIED =
  'pull access denied, repository does not exist or may require authorization: ' +
  'server message: insufficient_scope: authorization failed'
// The one word that no registry outside says: the image may well be there in life.
const ELSEWHERE = ": not in this playground's registry"

// Docker Hub says of what it does not have that one may not see it: to the kubelet an error without
// a code of its own.
function failureOf(resolution: ReturnType<typeof resolveImage>): string {
  const reference = 'reference' in resolution ? resolution.reference : ''
  const isDenied = resolution.type === 'denied'
  const isElsewhere = isDenied || (resolution.type === 'not-found' && !resolution.hasOthers)
  const why = (isDenied ? DENIED : `${reference}: not found`) + (isElsewhere ? ELSEWHERE : '')
  const failure =
    `failed to pull and unpack image "${reference}": ` +
    `failed to resolve reference "${reference}": ${why}`
  return isDenied ? failure : `rpc error: code = NotFound desc = ${failure}`
}

function failed(record: PodRecord, { container }: Pull, why: string, turn: Turn): PodRecord {
  const { pod } = record
  const { image = '' } = containerOf(pod, container)
  turn.warning(pod, 'Failed', `Failed to pull image "${image}": ${why}`, container)
  turn.warning(pod, 'Failed', 'Error: ErrImagePull', container)
  const containers = record.containers.map((each, place): ContainerRecord => {
    if (place !== container) return each
    const pulls = lengthened(each.pulls, each.pulls.since, turn.now)
    return {
      ...each,
      state: each.exit ? 'exited' : 'waiting',
      reason: 'ErrImagePull',
      message: why,
      pulls,
    }
  })
  return { ...record, containers }
}
