import type { JsonObject } from '../json'
import { type Context, describeEvents } from './events'
import { at, listAt, mapAt, textAt, textsAt } from './fields'
import { describeLabels, describeName } from './heading'
import { canonical } from './quantity'
import { accessModes } from './storage'
import { sourceLines } from './volumes'
import { Description } from './writer'

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class'

// Go's FormatLabels: in one line, in the order of the keys.
const inOneLine = (map: JsonObject): string =>
  Object.keys(map)
    .sort()
    .map((key) => `${key}=${String(map[key])}`)
    .join(',') || '<none>'

/** Describes a StorageClass. */
export async function describeStorageClass(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  const annotations = mapAt(object, 'metadata', 'annotations')
  const parameters = mapAt(object, 'parameters')
  describeName(out, object)
  out.line(0, `IsDefaultClass:\t${annotations[IS_DEFAULT] === 'true' ? 'Yes' : 'No'}`)
  out.line(0, `Annotations:\t${inOneLine(annotations)}`)
  out.line(0, `Provisioner:\t${textAt(object, 'provisioner')}`)
  out.line(0, `Parameters:\t${inOneLine(parameters)}`)
  const expansion = at(object, 'allowVolumeExpansion')
  out.line(0, `AllowVolumeExpansion:\t${goBoolean(expansion) || '<unset>'}`)
  const options = textsAt(object, 'mountOptions')
  if (options.length === 0) out.line(0, 'MountOptions:\t<none>')
  else {
    out.line(0, 'MountOptions:')
    for (const option of options) out.line(1, option)
  }
  out.line(0, `ReclaimPolicy:\t${textAt(object, 'reclaimPolicy')}`)
  out.line(0, `VolumeBindingMode:\t${textAt(object, 'volumeBindingMode')}`)
  await describeEvents(out, object, context)
  return out.text()
}

const goBoolean = (value: unknown): string =>
  value === undefined ? '' : value === true ? 'True' : 'False'

/** Describes an IngressClass. */
export async function describeIngressClass(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  describeLabels(out, object)
  out.line(0, `Controller:\t${textAt(object, 'spec', 'controller')}`)
  const parameters = mapAt(object, 'spec', 'parameters')
  if (textAt(parameters, 'kind') !== '') {
    out.line(0, 'Parameters:')
    const group = textAt(parameters, 'apiGroup')
    if (group !== '') out.line(1, `APIGroup:\t${group}`)
    out.line(1, `Kind:\t${textAt(parameters, 'kind')}`)
    out.line(1, `Name:\t${textAt(parameters, 'name')}`)
  }
  await describeEvents(out, object, context)
  return out.text()
}

/** Describes a PriorityClass. */
export async function describePriorityClass(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  out.line(0, `Value:\t${textAt(object, 'value') || '0'}`)
  out.line(0, `GlobalDefault:\t${at(object, 'globalDefault') === true}`)
  out.line(0, `PreemptionPolicy:\t${textAt(object, 'preemptionPolicy')}`)
  out.line(0, `Description:\t${textAt(object, 'description')}`)
  out.line(0, `Annotations:\t${inOneLine(mapAt(object, 'metadata', 'annotations'))}`)
  await describeEvents(out, object, context)
  return out.text()
}

/** Describes a PersistentVolume. */
export async function describeVolume(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  const spec = mapAt(object, 'spec')
  const claim = mapAt(spec, 'claimRef')
  describeName(out, object)
  describeLabels(out, object)
  out.line(0, `Finalizers:\t[${textsAt(object, 'metadata', 'finalizers').join(' ')}]`)
  out.line(0, `StorageClass:\t${textAt(spec, 'storageClassName')}`)
  const leaves = textAt(object, 'metadata', 'deletionTimestamp') !== ''
  out.line(0, `Status:\t${leaves ? 'Terminating' : textAt(object, 'status', 'phase')}`)
  const [namespace, name] = [textAt(claim, 'namespace'), textAt(claim, 'name')]
  out.line(0, `Claim:\t${name === '' ? '' : `${namespace}/${name}`}`)
  out.line(0, `Reclaim Policy:\t${textAt(spec, 'persistentVolumeReclaimPolicy')}`)
  out.line(0, `Access Modes:\t${accessModes(textsAt(spec, 'accessModes'))}`)
  out.line(0, `VolumeMode:\t${textAt(spec, 'volumeMode')}`)
  out.line(0, `Capacity:\t${canonical(textAt(spec, 'capacity', 'storage'))}`)
  describeAffinity(out, object)
  out.line(0, `Message:\t${textAt(object, 'status', 'message')}`)
  out.line(0, 'Source:')
  for (const line of sourceLines(spec) ?? ['<unknown>']) out.line(2, line)
  await describeEvents(out, object, context)
  return out.text()
}

function describeAffinity(out: Description, object: JsonObject): void {
  const terms = listAt(object, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms')
  if (terms.length === 0) {
    out.line(0, 'Node Affinity:\t<none>')
    return
  }
  out.line(0, 'Node Affinity:')
  out.line(1, 'Required Terms:')
  for (const [index, term] of terms.entries()) {
    const shown = listAt(term, 'matchExpressions').map((each) => {
      const values = textsAt(each, 'values')
      const operator = textAt(each, 'operator').toLowerCase()
      const listed = values.length === 0 ? '' : ` [${values.join(', ')}]`
      return `${textAt(each, 'key')} ${operator}${listed}`
    })
    out.raw(`    Term ${index}:\t${shown.join('\n\t')}\n`)
  }
}
