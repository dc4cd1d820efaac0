import { type Trace, type TraceRequest, tracePatience } from '../../api/trace'
import type { Tracer } from '../../runtime'
import { type Duration, type Instant, milliseconds, seconds } from '../../sim'
import { causesOf } from './causes'
import type { View } from './view'

/** How long a traced request may take, all told. */
export const patienceOf = ({ timeoutSeconds = tracePatience }: TraceRequest): Duration =>
  seconds(timeoutSeconds) + milliseconds(1)

/** Makes what was traced a value, and finds out why it failed, if it did. */
export function traceOf(
  followed: {
    readonly request: TraceRequest
    readonly started: Instant
    readonly tracer: Tracer
  },
  view: View,
): Trace {
  const { request, started, tracer } = followed
  const { steps, ended, outcome = 'unreachable', status } = tracer
  const told = {
    request,
    started,
    ended,
    outcome,
    ...(status === undefined ? {} : { status }),
    steps,
  }
  return { ...told, causes: causesOf(told, view) }
}
