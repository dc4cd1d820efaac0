import { sameJson } from '../api/equality'
import { type FieldError, invalid, notSupported, required } from '../api/field-error'
import { matchesSelector } from '../api/labels'
import { labelSelector } from '../api/meta-schema'
import {
  always,
  defaulted,
  enumeration,
  given,
  int32,
  int64,
  list,
  object,
  optional,
  pointer,
  time,
} from '../api/schema'
import { checkLabelSelector, checkNotNegative, type Report } from './checks'
import { ageColumn, column, NONE, nameColumn, templateColumns } from './columns'
import { byType, conditionFields } from './condition'
import { checkCount, checkWhole, countOf, rollingCounts } from './counts'
import { checkMetadata, dotted } from './metadata'
import { defaultTemplate } from './pod/default'
import { podTemplate } from './pod/spec'
import {
  checkPodTemplate,
  checkRestarted,
  checkSelectorKept,
  isEmptySelector,
  mismatch,
  shown,
} from './pod-template'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const apps = { group: 'apps' } as const

const condition = object(
  'DaemonSetCondition',
  { lastTransitionTime: optional(time), ...conditionFields },
  apps,
)

const updateStrategy = object(
  'DaemonSetUpdateStrategy',
  {
    rollingUpdate: pointer(object('RollingUpdateDaemonSet', rollingCounts, apps)),
    type: always(enumeration('DaemonSetUpdateStrategyType', 'OnDelete', 'RollingUpdate')),
  },
  apps,
)

const schema = object(
  'DaemonSet',
  {
    spec: always(
      object(
        'DaemonSetSpec',
        {
          minReadySeconds: optional(int32),
          revisionHistoryLimit: defaulted(int32),
          selector: { ...given(labelSelector), pointer: true },
          template: given(podTemplate),
          updateStrategy: always(updateStrategy),
        },
        apps,
      ),
    ),
    status: always(
      object(
        'DaemonSetStatus',
        {
          collisionCount: pointer(int32),
          conditions: optional(list(condition, byType)),
          currentNumberScheduled: given(int32),
          desiredNumberScheduled: given(int32),
          numberAvailable: optional(int32),
          numberMisscheduled: given(int32),
          numberReady: given(int32),
          numberUnavailable: optional(int32),
          observedGeneration: optional(int64),
          updatedNumberScheduled: optional(int32),
        },
        apps,
      ),
    ),
  },
  apps,
)

/** A Pod of a template on every node that it fits. */
export type DaemonSet = ObjectFrom<'DaemonSet', typeof schema.fields>

type Strategy = DaemonSet['spec']['updateStrategy']

/** How often the template has changed: a field of old, kept as an annotation. */
export const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'

const EMPTY = {
  currentNumberScheduled: 0,
  desiredNumberScheduled: 0,
  numberMisscheduled: 0,
  numberReady: 0,
} as const

const ROLLING = { maxSurge: 0, maxUnavailable: 1 } as const

function defaultDaemonSet(daemonSet: DaemonSet): DaemonSet {
  const { spec } = daemonSet
  const parts = replaced(spec, {
    template: defaultTemplate(spec.template),
    updateStrategy: defaultStrategy(spec.updateStrategy ?? {}),
  })
  const complete = filled(parts, { revisionHistoryLimit: 10 })
  return filled(replaced(daemonSet, { spec: complete }), { status: EMPTY })
}

function defaultStrategy(given: Strategy): Strategy {
  const strategy = filled(given, { type: 'RollingUpdate' })
  if (strategy.type !== 'RollingUpdate') return strategy
  return replaced(strategy, { rollingUpdate: filled(strategy.rollingUpdate ?? ROLLING, ROLLING) })
}

function prepareDaemonSet(daemonSet: DaemonSet, previous: DaemonSet | undefined): DaemonSet {
  const { annotations } = daemonSet.metadata
  const generation = previous ? generationAfter(daemonSet, previous) : '1'
  const metadata =
    annotations?.[TEMPLATE_GENERATION] === generation
      ? daemonSet.metadata
      : {
          ...daemonSet.metadata,
          annotations: { ...annotations, [TEMPLATE_GENERATION]: generation },
        }
  return replaced(daemonSet, { metadata, status: previous?.status ?? EMPTY })
}

function generationAfter(daemonSet: DaemonSet, previous: DaemonSet): string {
  const before = previous.metadata.annotations?.[TEMPLATE_GENERATION] ?? '1'
  const template = defaultTemplate(daemonSet.spec.template)
  return sameJson(template, previous.spec.template) ? before : String(Number(before) + 1)
}

function validateDaemonSet(daemonSet: DaemonSet, previous?: DaemonSet): readonly FieldError[] {
  const report: FieldError[] = []
  const { spec } = daemonSet
  checkMetadata(report, daemonSet.metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  checkSelector(report, spec)
  checkPodTemplate(report, 'spec.template', spec.template)
  checkRestarted(report, spec.template, 'DaemonSet')
  checkNotNegative(report, 'spec.minReadySeconds', spec.minReadySeconds)
  checkStrategy(report, spec.updateStrategy)
  checkNotNegative(report, 'spec.revisionHistoryLimit', spec.revisionHistoryLimit)
  if (previous) checkSelectorKept(report, spec.selector, previous.spec.selector)
  return report
}

function checkSelector(report: Report, { selector, template }: DaemonSet['spec']): void {
  if (!selector) {
    report.push(required('spec.selector'), mismatch(template))
    return
  }
  const found: FieldError[] = []
  checkLabelSelector(found, 'spec.selector', selector)
  report.push(...found)
  const isEmpty = isEmptySelector(selector)
  if (found.length === 0 && !isEmpty && !matchesSelector(selector, template.metadata.labels)) {
    report.push(mismatch(template))
  }
  if (!isEmpty) return
  report.push(invalid('spec.selector', shown(selector), 'empty selector is invalid for daemonset'))
}

function checkStrategy(report: Report, { rollingUpdate, type }: Strategy): void {
  if (type === 'OnDelete') return
  if (type !== 'RollingUpdate') {
    // The value is shown as the Go struct that it is, not as its JSON.
    const value = { Type: type, RollingUpdate: rollingUpdate ?? null }
    report.push(notSupported('spec.updateStrategy', value, ['RollingUpdate', 'OnDelete']))
    return
  }
  const field = 'spec.updateStrategy.rollingUpdate'
  if (!rollingUpdate) {
    report.push(required(field))
    return
  }
  const { maxSurge, maxUnavailable } = rollingUpdate
  checkCount(report, `${field}.maxUnavailable`, maxUnavailable)
  checkCount(report, `${field}.maxSurge`, maxSurge)
  checkWhole(report, `${field}.maxUnavailable`, maxUnavailable)
  checkWhole(report, `${field}.maxSurge`, maxSurge)
  const [surges, lacks] = [countOf(maxSurge) !== 0, countOf(maxUnavailable) !== 0]
  if (surges && lacks) {
    const detail = 'may not be set when maxUnavailable is non-zero'
    report.push(invalid(`${field}.maxSurge`, maxSurge, detail))
  } else if (!surges && !lacks) {
    report.push(required(`${field}.maxUnavailable`, 'cannot be 0 when maxSurge is 0'))
  }
}

const selectorOf = ({ spec }: DaemonSet): string =>
  Object.entries(spec.template.spec.nodeSelector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',') || NONE

/** Keeps DaemonSets (apps/v1). */
export const daemonSet = defineResource<DaemonSet>({
  kind: 'DaemonSet',
  group: 'apps',
  version: 'v1',
  plural: 'daemonsets',
  shortNames: ['ds'],
  categories: ['all'],
  namespaced: true,
  subresources: ['status'],
  schema,
  default: defaultDaemonSet,
  prepare: prepareDaemonSet,
  validate: validateDaemonSet,
  columns: [
    nameColumn,
    column('Desired', ({ status }) => status.desiredNumberScheduled, 'integer'),
    column('Current', ({ status }) => status.currentNumberScheduled, 'integer'),
    column('Ready', ({ status }) => status.numberReady, 'integer'),
    column('Up-to-date', ({ status }) => status.updatedNumberScheduled ?? 0, 'integer'),
    column('Available', ({ status }) => status.numberAvailable ?? 0, 'integer'),
    column('Node Selector', selectorOf),
    ageColumn,
    ...templateColumns<DaemonSet>(),
  ],
  indexes: {},
  countsGenerations: true,
})
