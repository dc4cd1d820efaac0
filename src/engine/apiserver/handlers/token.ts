import { base64OfText } from '../../api/base64'
import { invalid, invalidObject } from '../../api/field-error'
import type { KubeObject } from '../../api/object'
import { timestamp } from '../../sim'
import type { ServerEnvironment } from '../environment'
import { newUid } from '../naming'

const ISSUER = 'https://kubernetes.default.svc.cluster.local'
const HOUR = 3_600
const SHORTEST = 600
const LONGEST = 4_294_967_296

interface TokenSpec {
  readonly audiences?: readonly string[]
  readonly expirationSeconds?: number
}

/** A token for a service account, as it was asked for (authentication.k8s.io TokenRequest). */
export function tokenFor(
  account: KubeObject,
  { metadata, spec = {} }: { readonly metadata?: object; readonly spec?: TokenSpec },
  env: ServerEnvironment,
): unknown {
  const seconds = spec.expirationSeconds ?? HOUR
  checkDuration(seconds)
  const audiences = spec.audiences?.length ? spec.audiences : [ISSUER]
  const { name, namespace = '' } = account.metadata
  const now = env.epoch + Math.floor(env.now / 1_000_000)
  const expires = now + seconds
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { ...metadata, name, namespace, creationTimestamp: timestamp(now, 0) },
    spec: { ...spec, audiences, expirationSeconds: seconds },
    status: {
      token: signed(claims(account, { audiences, now, expires, env })),
      expirationTimestamp: timestamp(expires, 0),
    },
  }
}

function checkDuration(seconds: number): void {
  const why =
    seconds < SHORTEST
      ? 'may not specify a duration less than 10 minutes'
      : seconds > LONGEST
        ? 'may not specify a duration larger than 2^32 seconds'
        : ''
  if (why === '') return
  throw invalidObject({ kind: 'TokenRequest', group: 'authentication.k8s.io' }, '', [
    invalid('spec.expirationSeconds', seconds, why),
  ])
}

interface Lifetime {
  readonly audiences: readonly string[]
  readonly now: number
  readonly expires: number
  readonly env: ServerEnvironment
}

const claims = ({ metadata }: KubeObject, { audiences, env, expires, now }: Lifetime): object => {
  const { name, namespace, uid } = metadata
  return {
    aud: audiences,
    exp: expires,
    iat: now,
    iss: ISSUER,
    jti: newUid(env.streams(`token/${namespace}/${name}`)),
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
    nbf: now,
    sub: `system:serviceaccount:${namespace}:${name}`,
  }
}

// A JSON Web Token (RFC 7519). Nothing in the simulation checks a signature, so this only has to
// look like one.
const SIGNATURE = 'a simulated cluster signs nothing, and nobody here checks a signature. '.repeat(
  4,
)

const signed = (payload: object): string =>
  [JSON.stringify({ alg: 'RS256', kid: 'playground' }), JSON.stringify(payload), SIGNATURE]
    .map(urlSafe)
    .join('.')

const urlSafe = (text: string): string =>
  base64OfText(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
