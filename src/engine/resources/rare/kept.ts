import { sameJson } from '../../api/equality'
import { type FieldError, forbiddenField, invalid } from '../../api/field-error'
import { labelSelector } from '../../api/meta-schema'
import { dns1123Label } from '../../api/names'
import {
  boolean,
  given,
  int64,
  list,
  map,
  object,
  optional,
  pointer,
  quantity,
  string,
  time,
} from '../../api/schema'
import { checkGiven } from '../checks'
import { column, containerColumns, NONE, nameColumn } from '../columns'
import { defaultTemplate } from '../pod/default'
import { toleration } from '../pod/placement'
import { type PodTemplate, podTemplate } from '../pod/spec'
import { checkPodTemplate } from '../pod-template'
import { filled } from '../sharing'
import { at, listAt, type RareObject, rare, text } from './factory'

const storage = { group: 'storage.k8s.io', package: 'storage' } as const

/** Errors for what must be given, and for what may not change. */
const rules =
  (wanted: readonly string[], kept: readonly string[] = []) =>
  (object: RareObject, previous?: RareObject): readonly FieldError[] => {
    const report: FieldError[] = []
    for (const path of wanted) {
      const found = at(object, ...path.split('.'))
      checkGiven(report, path, found === undefined ? undefined : String(found))
    }
    for (const path of previous ? kept : []) {
      const [now, before] = [object, previous].map((each) => at(each, ...path.split('.')))
      if (!sameJson(now, before)) report.push(invalid(path, now, 'field is immutable'))
    }
    return report
  }

const templateOf = ({ template }: RareObject): PodTemplate | undefined =>
  template as PodTemplate | undefined

/** Keeps PodTemplates (core/v1): nothing makes Pods of them, in a real cluster either. */
const template = rare({
  kind: 'PodTemplate',
  group: '',
  package: undefined,
  namespaced: true,
  fields: { template: optional(podTemplate) },
  default: (object) => {
    const own = templateOf(object)
    return own ? { ...object, template: defaultTemplate(own) } : object
  },
  check: (object) => {
    const report: FieldError[] = []
    const own = templateOf(object)
    if (own) checkPodTemplate(report, 'template', own)
    return report
  },
  columns: [
    nameColumn,
    ...containerColumns<RareObject>((object) => templateOf(object)?.spec.containers ?? []).map(
      (each) => ({ ...each, priority: 0 as const }),
    ),
    column('Pod Labels', (object) => {
      const labels = Object.entries(templateOf(object)?.metadata?.labels ?? {})
      return labels.map(([key, value]) => `${key}=${value}`).join(',') || NONE
    }),
  ],
})

const runtimeClass = rare({
  kind: 'RuntimeClass',
  group: 'node.k8s.io',
  package: 'node',
  fields: {
    handler: given(string),
    overhead: pointer(object('Overhead', { podFixed: optional(map(quantity)) }, { group: 'node' })),
    scheduling: pointer(
      object(
        'Scheduling',
        { nodeSelector: optional(map(string)), tolerations: optional(list(toleration)) },
        { group: 'node' },
      ),
    ),
  },
  check: (object, previous) => {
    const report: FieldError[] = []
    checkGiven(report, 'handler', object['handler'] as string | undefined, dns1123Label)
    return report.concat(rules([], ['handler'])(object, previous))
  },
  between: [text('Handler', 'handler')],
})

const DRIVER = {
  attachRequired: true,
  podInfoOnMount: false,
  storageCapacity: false,
  fsGroupPolicy: 'ReadWriteOnceWithFSType',
  requiresRepublish: false,
  seLinuxMount: false,
  volumeLifecycleModes: ['Persistent'],
}

const driverSpec = object(
  'CSIDriverSpec',
  {
    attachRequired: pointer(boolean),
    fsGroupPolicy: pointer(string),
    nodeAllocatableUpdatePeriodSeconds: pointer(int64),
    podInfoOnMount: pointer(boolean),
    requiresRepublish: pointer(boolean),
    seLinuxMount: pointer(boolean),
    storageCapacity: pointer(boolean),
    tokenRequests: optional(
      list(
        object(
          'TokenRequest',
          { audience: given(string), expirationSeconds: pointer(int64) },
          { group: 'storage' },
        ),
      ),
    ),
    volumeLifecycleModes: optional(list(string, { set: true })),
  },
  { group: 'storage' },
)

const audiences = (object: RareObject): string =>
  listAt(object, 'spec', 'tokenRequests')
    .map((each) => String(at(each, 'audience')))
    .join(',') || '<unset>'

const driver = rare({
  ...storage,
  kind: 'CSIDriver',
  fields: { spec: given(driverSpec) },
  default: (object) => ({ ...object, spec: filled((object['spec'] ?? {}) as object, DRIVER) }),
  between: [
    column('AttachRequired', (object) => at(object, 'spec', 'attachRequired') === true, 'boolean'),
    column('PodInfoOnMount', (object) => at(object, 'spec', 'podInfoOnMount') === true, 'boolean'),
    column('StorageCapacity', (each) => at(each, 'spec', 'storageCapacity') === true, 'boolean'),
    column('TokenRequests', audiences),
    column(
      'RequiresRepublish',
      (each) => at(each, 'spec', 'requiresRepublish') === true,
      'boolean',
    ),
    column('Modes', (object) => listAt(object, 'spec', 'volumeLifecycleModes').join(',') || NONE),
  ],
})

const capacity = rare({
  ...storage,
  kind: 'CSIStorageCapacity',
  namespaced: true,
  fields: {
    capacity: pointer(quantity),
    maximumVolumeSize: pointer(quantity),
    nodeTopology: pointer(labelSelector),
    storageClassName: given(string),
  },
  check: rules(['storageClassName'], ['nodeTopology', 'storageClassName']),
  columns: [nameColumn, text('StorageClassName', 'storageClassName'), text('Capacity', 'capacity')],
})

const failure = object(
  'VolumeError',
  { errorCode: pointer(int64), message: optional(string), time: optional(time) },
  { group: 'storage' },
)

/** Keeps VolumeAttachments: no storage here is attached to a node by anybody. */
const attachment = rare({
  ...storage,
  kind: 'VolumeAttachment',
  subresources: ['status'],
  fields: {
    spec: given(
      object(
        'VolumeAttachmentSpec',
        {
          attacher: given(string),
          nodeName: given(string),
          source: given(
            object(
              'VolumeAttachmentSource',
              { persistentVolumeName: pointer(string) },
              { group: 'storage' },
            ),
          ),
        },
        { group: 'storage' },
      ),
    ),
    status: optional(
      object(
        'VolumeAttachmentStatus',
        {
          attached: given(boolean),
          attachError: pointer(failure),
          attachmentMetadata: optional(map(string)),
          detachError: pointer(failure),
        },
        { group: 'storage' },
      ),
    ),
  },
  default: (object) => (object['status'] ? object : { ...object, status: { attached: false } }),
  check: rules(['spec.attacher', 'spec.nodeName', 'spec.source.persistentVolumeName'], ['spec']),
  between: [
    text('Attacher', 'spec', 'attacher'),
    text('PV', 'spec', 'source', 'persistentVolumeName'),
    text('Node', 'spec', 'nodeName'),
    column('Attached', (object) => at(object, 'status', 'attached') === true, 'boolean'),
  ],
})

const attributesClass = rare({
  ...storage,
  kind: 'VolumeAttributesClass',
  shortNames: ['vac'],
  fields: { driverName: given(string), parameters: optional(map(string)) },
  check: (object, previous) => {
    const report = [...rules(['driverName'])(object)]
    for (const name of previous ? ['driverName', 'parameters'] : []) {
      if (sameJson(object[name], previous?.[name])) continue
      report.push(forbiddenField(name, `updates to ${name} are forbidden.`))
    }
    return report
  },
  between: [text('DriverName', 'driverName')],
})

/** Kinds that are kept as they come, checked, and acted upon by nobody. */
export const kept = {
  CSIDriver: driver,
  CSIStorageCapacity: capacity,
  PodTemplate: template,
  RuntimeClass: runtimeClass,
  VolumeAttachment: attachment,
  VolumeAttributesClass: attributesClass,
} as const
