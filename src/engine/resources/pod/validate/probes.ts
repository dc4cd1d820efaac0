import { forbiddenField, invalid, required } from '../../../api/field-error'
import {
  checkGiven,
  checkNotNegative,
  checkOneOf,
  checkPort,
  once,
  type Report,
} from '../../checks'
import type { Container } from '../container'
import type { LifecycleHandler, Probe } from '../probe'

const checkKillingOnce = once(checkKilling)
const checkReadinessOnce = once(checkReadiness)

type Handler = Partial<Pick<LifecycleHandler, 'sleep'>> & Omit<Probe, keyof Timing>
type Timing = Pick<
  Probe,
  | 'failureThreshold'
  | 'initialDelaySeconds'
  | 'periodSeconds'
  | 'successThreshold'
  | 'terminationGracePeriodSeconds'
  | 'timeoutSeconds'
>

/** What runs after a container's start and before its end (validateLifecycle). */
export function checkHandlers(
  report: Report,
  path: string,
  { lifecycle }: Container,
  grace: number,
): void {
  const { postStart, preStop } = lifecycle ?? {}
  if (postStart) checkHandler(report, `${path}.lifecycle.postStart`, postStart, grace)
  if (preStop) checkHandler(report, `${path}.lifecycle.preStop`, preStop, grace)
}

/** A container's health checks, in upstream's order. */
export function checkProbes(report: Report, path: string, container: Container): void {
  const { livenessProbe, readinessProbe, startupProbe } = container
  checkKillingOnce(report, `${path}.livenessProbe`, livenessProbe)
  checkReadinessOnce(report, `${path}.readinessProbe`, readinessProbe)
  checkKillingOnce(report, `${path}.startupProbe`, startupProbe)
}

function checkReadiness(report: Report, field: string, probe: Probe): void {
  checkProbe(report, field, probe)
  const { terminationGracePeriodSeconds: grace } = probe
  if (grace === undefined) return
  const detail = 'must not be set for readinessProbes'
  report.push(invalid(`${field}.terminationGracePeriodSeconds`, grace, detail))
}

// One success is enough for a container that would otherwise be killed.
function checkKilling(report: Report, field: string, probe: Probe): void {
  checkProbe(report, field, probe)
  if (probe.successThreshold !== 1) {
    report.push(invalid(`${field}.successThreshold`, probe.successThreshold, 'must be 1'))
  }
}

function checkProbe(report: Report, field: string, probe: Probe): void {
  checkHandler(report, field, probe)
  checkNotNegative(report, `${field}.initialDelaySeconds`, probe.initialDelaySeconds)
  checkNotNegative(report, `${field}.timeoutSeconds`, probe.timeoutSeconds)
  checkNotNegative(report, `${field}.periodSeconds`, probe.periodSeconds)
  checkNotNegative(report, `${field}.successThreshold`, probe.successThreshold)
  checkNotNegative(report, `${field}.failureThreshold`, probe.failureThreshold)
  const { terminationGracePeriodSeconds: grace } = probe
  if (grace !== undefined && grace <= 0) {
    report.push(invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than 0'))
  }
}

const KINDS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const

function checkHandler(report: Report, field: string, handler: Handler, grace?: number): void {
  const given = KINDS.filter((kind) => handler[kind] !== undefined)
  const [first, ...others] = given
  if (first === undefined) {
    report.push(required(field, 'must specify a handler type'))
    return
  }
  checkAction(report, `${field}.${first}`, { [first]: handler[first] }, grace)
  for (const other of others) {
    report.push(forbiddenField(`${field}.${other}`, 'may not specify more than 1 handler type'))
  }
}

function checkAction(report: Report, field: string, action: Handler, grace?: number): void {
  const { exec, grpc, httpGet, sleep, tcpSocket } = action
  if (exec && (exec.command ?? []).length === 0) report.push(required(`${field}.command`))
  if (httpGet) {
    checkGiven(report, `${field}.path`, httpGet.path)
    checkPort(report, `${field}.port`, httpGet.port)
    checkOneOf(report, `${field}.scheme`, httpGet.scheme, ['HTTP', 'HTTPS'])
  }
  if (tcpSocket) checkPort(report, `${field}.port`, tcpSocket.port)
  if (grpc) checkPort(report, `${field}.port`, grpc.port)
  if (sleep && grace !== undefined && (sleep.seconds < 0 || sleep.seconds > grace)) {
    const detail = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`
    report.push(invalid(field, sleep.seconds, detail))
  }
}
