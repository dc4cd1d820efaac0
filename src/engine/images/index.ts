import { agnhost } from './agnhost'
import { alpine } from './alpine'
import { busybox } from './busybox'
import { controlPlane } from './control-plane'
import { coredns } from './coredns'
import { curl } from './curl'
import { httpEcho } from './http-echo'
import { httpbin } from './httpbin'
import { httpd } from './httpd'
import type { Image } from './image'
import { klipperLb } from './klipper-lb'
import { kubeProxy } from './kube-proxy'
import { mysqlServer } from './mysql'
import { netshoot } from './netshoot'
import { nginx } from './nginx'
import { hello } from './nginx/hello'
import { pause } from './pause'
import { postgres } from './postgres'
import { redis } from './redis'
import { HUB, parseReference, referenceText, repositoryText } from './reference'
import { whoami } from './whoami'

/** Every image that the registries have. */
export const images: readonly Image[] = [
  nginx,
  whoami,
  agnhost,
  busybox,
  alpine,
  curl,
  httpEcho,
  httpd,
  httpbin,
  hello,
  redis,
  mysqlServer,
  postgres,
  netshoot,
  coredns,
  klipperLb,
  pause,
  kubeProxy,
  ...controlPlane,
]

/** What a registry says of a reference. */
export type Resolution =
  | {
      readonly type: 'found'
      readonly image: Image
      readonly tag: string
      /** In full: `docker.io/library/nginx:alpine`. */
      readonly reference: string
      /** Without tag: `docker.io/library/nginx`. */
      readonly repository: string
    }
  /** The registry has no such image, or not this tag of it. */
  | {
      readonly type: 'not-found'
      readonly reference: string
      /** Whether the registry has the image, under other tags. */
      readonly hasOthers: boolean
    }
  /** Docker Hub does not tell images that are private from those that it does not have. */
  | { readonly type: 'denied'; readonly reference: string }
  /** The text names no image at all; `error` is the reference parser's. */
  | { readonly type: 'invalid'; readonly error: string }

const byRepository: ReadonlyMap<string, Image> = new Map(
  images.map((image) => {
    const reference = parseReference(image.name)
    return [`${'error' in reference ? '' : repositoryText(reference)}`, image]
  }),
)
const byName: ReadonlyMap<string, Image> = new Map(images.map((image) => [image.name, image]))

/** The image of a name as images declare it, without tag. */
export const imageNamed = (name: string): Image | undefined => byName.get(name)

// The few texts that Pods name images with are looked up again and again. Only a cache.
const known = new Map<string, Resolution>()
const MOST_KNOWN = 1_000

/** Looks an image up in its registry. */
export function resolveImage(text: string): Resolution {
  const before = known.get(text)
  if (before) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const resolution = resolve(text)
  known.set(text, resolution)
  return resolution
}

function resolve(text: string): Resolution {
  const parsed = parseReference(text)
  if ('error' in parsed) return { type: 'invalid', error: parsed.error }
  const reference = referenceText(parsed)
  const repository = repositoryText(parsed)
  const image = byRepository.get(repository)
  const { tag, digest } = parsed
  if (!image) {
    if (parsed.registry === HUB) return { type: 'denied', reference }
    return { type: 'not-found', reference, hasOthers: false }
  }
  // A digest names one build among many: none of those that exist is known here.
  if (tag === undefined || digest !== undefined || !hasTag(image, tag)) {
    return { type: 'not-found', reference, hasOthers: true }
  }
  return { type: 'found', image, tag, reference, repository }
}

const hasTag = ({ tags }: Image, tag: string): boolean =>
  tag === 'latest' ||
  tags.some((each) => (typeof each === 'string' ? each === tag : each.test(tag)))
