import { drawAt, hashText } from '../sim'

/** An image's name, taken apart and completed as the container runtime does it. */
export interface Reference {
  /** `docker.io`, `registry.k8s.io`. */
  readonly registry: string
  /** `library/nginx`. */
  readonly repository: string
  /** `latest` when neither tag nor digest was given. */
  readonly tag?: string
  /** `sha256:…`. */
  readonly digest?: string
}

/** The registry of names without one. */
export const HUB = 'docker.io'
const LABEL = '[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?'
const REGISTRY = new RegExp(`^${LABEL}(\\.${LABEL})*(:\\d+)?$`)
const REPOSITORY = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/
const TAG = /^[\w][\w.-]{0,127}$/
const DIGEST = /^sha256:[a-f0-9]{64}$/
const LONGEST_NAME = 255

/**
 * Reads `[registry/]name[:tag][@digest]`, or says what is wrong with it (distribution/reference).
 */
export function parseReference(text: string): Reference | { readonly error: string } {
  const [named = '', digest, ...more] = text.split('@')
  const { registry, rest } = splitRegistry(named)
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1)
  const repository = colon < 0 ? rest : rest.slice(0, colon)
  const tag = colon < 0 ? undefined : rest.slice(colon + 1)
  if (repository.toLowerCase() !== repository) {
    return { error: `invalid reference format: repository name (${repository}) must be lowercase` }
  }
  const legal =
    more.length === 0 &&
    REGISTRY.test(registry) &&
    REPOSITORY.test(repository) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest))
  if (!legal) return { error: 'invalid reference format' }
  if (registry.length + 1 + repository.length > LONGEST_NAME) {
    return { error: 'repository name must not be more than 255 characters' }
  }
  const shown = tag ?? (digest === undefined ? 'latest' : undefined)
  return {
    registry,
    repository,
    ...(shown === undefined ? {} : { tag: shown }),
    ...(digest === undefined ? {} : { digest }),
  }
}

// The first part is a registry only if it looks like a host: with a dot, a port or a capital, or
// localhost.
function splitRegistry(name: string): { registry: string; rest: string } {
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  const isHost = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first
  const registry = !isHost || first === 'index.docker.io' ? HUB : first
  const rest = isHost ? name.slice(slash + 1) : name
  return { registry, rest: registry === HUB && !rest.includes('/') ? `library/${rest}` : rest }
}

/** `docker.io/library/nginx`. */
export const repositoryText = ({ registry, repository }: Reference): string =>
  `${registry}/${repository}`

/** A reference in full: `docker.io/library/nginx:alpine`. */
export function referenceText(reference: Reference): string {
  const { tag, digest } = reference
  const end = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
  return `${repositoryText(reference)}${end}`
}

/** Sixty-four hexadecimal digits that a text always has: for digests and ids. */
export function hexOf(text: string): string {
  const first = hashText(text)
  const second = hashText(text, first)
  const parts: string[] = []
  for (let part = 0; part < 8; part++) {
    const word = drawAt(part < 4 ? first : second, part)
    for (let shift = 24; shift >= 0; shift -= 8) parts.push(BYTES[(word >>> shift) & 0xff] ?? '')
  }
  // Joined, not added up: ids are kept by the thousand, and a sum keeps its parts.
  return parts.join('')
}

// The ninth bit keeps the zero in front.
const BYTES = Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1))
