import { sameJson } from '../../../api/equality'
import { forbiddenField, invalid } from '../../../api/field-error'
import type { Report } from '../../checks'
import type { Container } from '../container'
import type { PodSpec } from '../spec'
import { unifiedDiff } from './diff'

const FIXED =
  'pod updates may not change fields other than `spec.containers[*].image`,' +
  '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` ' +
  '(only additions to existing tolerations),`spec.terminationGracePeriodSeconds` ' +
  '(allow it to be set to 1 if it was previously negative)'

/** What an update of a Pod may change: images, a deadline that comes closer, more tolerations. */
export function checkUpdate(report: Report, spec: PodSpec, old: PodSpec): void {
  for (const kind of ['containers', 'initContainers'] as const) {
    if ((spec[kind] ?? []).length === (old[kind] ?? []).length) continue
    report.push(forbiddenField(`spec.${kind}`, 'pod updates may not add or remove containers'))
    return
  }
  checkDeadline(report, spec, old)
  checkTolerationsKept(report, spec, old)
  const munged = withUpdatable(spec, old)
  if (sameJson(munged, old)) return
  report.push(forbiddenField('spec', `${FIXED}\n${unifiedDiff(old, munged)}`))
}

function checkDeadline(report: Report, spec: PodSpec, old: PodSpec): void {
  const { activeDeadlineSeconds: now } = spec
  const { activeDeadlineSeconds: before } = old
  const field = 'spec.activeDeadlineSeconds'
  if (before === undefined) return
  if (now === undefined) {
    report.push(invalid(field, undefined, 'must not update from a positive integer to nil value'))
  } else if (now > before) {
    const detail = 'must be less than or equal to previous value'
    report.push(invalid(field, now, detail))
  }
}

function checkTolerationsKept(report: Report, spec: PodSpec, old: PodSpec): void {
  const { tolerations = [] } = spec
  for (const each of old.tolerations ?? []) {
    if (tolerations.some((other) => sameJson(other, each))) continue
    const detail = 'existing toleration can not be modified except its tolerationSeconds'
    report.push(forbiddenField('spec.tolerations', detail))
  }
}

/** The new spec with all that may change put back: what then still differs may not. */
function withUpdatable(spec: PodSpec, old: PodSpec): PodSpec {
  const {
    activeDeadlineSeconds: _,
    tolerations: __,
    terminationGracePeriodSeconds: ___,
    ...rest
  } = spec
  const { terminationGracePeriodSeconds: before } = old
  const { terminationGracePeriodSeconds: now } = spec
  return {
    ...rest,
    containers: withImages(spec.containers, old.containers),
    ...(spec.initContainers && {
      initContainers: withImages(spec.initContainers, old.initContainers ?? []),
    }),
    ...(old.activeDeadlineSeconds !== undefined && {
      activeDeadlineSeconds: old.activeDeadlineSeconds,
    }),
    ...(old.tolerations && { tolerations: old.tolerations }),
    terminationGracePeriodSeconds: before < 0 && now === 1 ? before : now,
  }
}

const withImages = (
  containers: readonly Container[],
  old: readonly Container[],
): readonly Container[] =>
  containers.map((container, index) => {
    const image = old[index]?.image
    return image === undefined ? container : { ...container, image }
  })
