/** What an API server says when it does not answer with an object. */
export interface Status {
  readonly kind: 'Status'
  readonly apiVersion: 'v1'
  readonly metadata: Readonly<Record<string, never>>
  readonly status: 'Success' | 'Failure'
  readonly message?: string
  readonly reason?: string
  readonly details?: StatusDetails
  /** The HTTP status; 0 for what no server has said. */
  readonly code: number
}

/** What a `Status` is about. */
interface StatusDetails {
  readonly name?: string
  readonly group?: string
  readonly kind?: string
  readonly uid?: string
  readonly causes?: readonly StatusCause[]
  /** How long a client may well wait before it asks again. */
  readonly retryAfterSeconds?: number
}

/** One cause of a refusal; `field` is a path such as `spec.ports[0].port`. */
interface StatusCause {
  readonly reason?: string
  readonly message: string
  readonly field?: string
}

/**
 * A request that the API server refuses: thrown in validation and admission, caught where requests
 * are answered.
 */
export class StatusError extends Error {
  constructor(readonly status: Status) {
    super(status.message ?? status.reason ?? 'request refused')
  }
}

/** The answer that a refusal is; any other error is a fault of ours, and goes on. */
export function refusalOf(error: unknown): { readonly status: number; readonly body: Status } {
  if (!(error instanceof StatusError)) throw error
  return { status: error.status.code, body: error.status }
}

/** A `Status` that reports a failure; some have no reason (`''`). */
export function failure(
  code: number,
  reason: string,
  message: string,
  details?: StatusDetails,
): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason === '' ? {} : { reason }),
    ...(details ? { details } : {}),
    code,
  })
}

/** Names a resource in messages: `services`, `deployments.apps`. */
interface ResourceName {
  readonly plural: string
  readonly group: string
}

const qualified = ({ plural, group }: ResourceName): string =>
  group === '' ? plural : `${plural}.${group}`

const about = (resource: ResourceName, name: string): StatusDetails => ({
  name,
  ...(resource.group === '' ? {} : { group: resource.group }),
  kind: resource.plural,
})

/** 404, `services "nope" not found`. */
export const notFound = (resource: ResourceName, name: string): StatusError =>
  failure(404, 'NotFound', `${qualified(resource)} "${name}" not found`, about(resource, name))

/** 409, `services "web" already exists`. */
export const alreadyExists = (resource: ResourceName, name: string): StatusError =>
  failure(
    409,
    'AlreadyExists',
    `${qualified(resource)} "${name}" already exists`,
    about(resource, name),
  )

const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again'

/** 409, for a write that is meant for another object, or an older one. */
export const conflict = (resource: ResourceName, name: string, why = MODIFIED): StatusError =>
  failure(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`,
    about(resource, name),
  )

/** 403, `services "late" is forbidden: …`. */
export const forbidden = (
  resource: ResourceName,
  name: string,
  why: string,
  causes: readonly StatusCause[] = [],
): StatusError =>
  failure(403, 'Forbidden', `${qualified(resource)} "${name}" is forbidden: ${why}`, {
    ...about(resource, name),
    ...(causes.length > 0 ? { causes } : {}),
  })

/** 400, for what cannot be decoded. */
export const badRequest = (message: string): StatusError => failure(400, 'BadRequest', message)

/** 500, `Internal error occurred: …`. */
export const internalError = (message: string): StatusError =>
  failure(500, 'InternalError', `Internal error occurred: ${message}`, { causes: [{ message }] })

/** 503, for what cannot be reached just now. */
export const serviceUnavailable = (message: string): StatusError =>
  failure(503, 'ServiceUnavailable', message)
