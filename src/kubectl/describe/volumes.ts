import type { Json, JsonObject } from '../json'
import { at, listAt, numberAt, textAt } from './fields'
import type { Description } from './writer'

type Lines = readonly string[]

/** Writes `Volumes:`; within a template everything stands a little further in. */
export function describeVolumes(
  out: Description,
  volumes: readonly JsonObject[],
  indent: string,
): void {
  out.line(0, `${indent}Volumes:${volumes.length === 0 ? '\t<none>' : ''}`)
  for (const volume of volumes) {
    out.line(1, `${indent === '' ? '' : ' '}${textAt(volume, 'name')}:`)
    const lines = sourceLines(volume)
    if (lines) for (const line of lines) out.line(2, line)
    else out.line(1, '<unknown>')
  }
}

/** What is said of where a volume comes from; undefined of what nobody knows. */
export function sourceLines(volume: JsonObject): Lines | undefined {
  const key = Object.keys(sources).find((each) => at(volume, each) !== undefined)
  return key === undefined ? undefined : sources[key]?.(at(volume, key))
}

const isOptional = (source: Json | undefined): boolean => at(source, 'optional') === true

const sources: Readonly<Record<string, (source: Json | undefined) => Lines>> = {
  hostPath: (source) => [
    'Type:\tHostPath (bare host directory volume)',
    `Path:\t${textAt(source, 'path')}`,
    `HostPathType:\t${at(source, 'type') === undefined ? '<none>' : textAt(source, 'type')}`,
  ],
  emptyDir: (source) => [
    "Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)",
    `Medium:\t${textAt(source, 'medium')}`,
    `SizeLimit:\t${textAt(source, 'sizeLimit') || '<unset>'}`,
  ],
  secret: (source) => [
    'Type:\tSecret (a volume populated by a Secret)',
    `SecretName:\t${textAt(source, 'secretName')}`,
    `Optional:\t${isOptional(source)}`,
  ],
  configMap: (source) => [
    'Type:\tConfigMap (a volume populated by a ConfigMap)',
    `Name:\t${textAt(source, 'name')}`,
    `Optional:\t${isOptional(source)}`,
  ],
  persistentVolumeClaim: (source) => [
    'Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    `ClaimName:\t${textAt(source, 'claimName')}`,
    `ReadOnly:\t${at(source, 'readOnly') === true}`,
  ],
  downwardAPI: (source) => [
    'Type:\tDownwardAPI (a volume populated by information about the pod)',
    'Items:',
    ...listAt(source, 'items').map(
      (item) => `  ${textAt(item, 'fieldRef', 'fieldPath')} -> ${textAt(item, 'path')}`,
    ),
  ],
  projected: (source) => [
    'Type:\tProjected (a volume that contains injected data from multiple sources)',
    ...listAt(source, 'sources').flatMap(projected),
  ],
  local: (source) => [
    'Type:\tLocalVolume (a persistent volume backed by local storage on a node)',
    `Path:\t${textAt(source, 'path')}`,
  ],
  csi: (source) => [
    'Type:\tCSI (a Container Storage Interface (CSI) volume source)',
    `Driver:\t${textAt(source, 'driver')}`,
    `FSType:\t${textAt(source, 'fsType')}`,
    `VolumeHandle:\t${textAt(source, 'volumeHandle')}`,
    `ReadOnly:\t${at(source, 'readOnly') === true}`,
  ],
  nfs: (source) => [
    'Type:\tNFS (an NFS mount that lasts the lifetime of a pod)',
    `Server:\t${textAt(source, 'server')}`,
    `Path:\t${textAt(source, 'path')}`,
    `ReadOnly:\t${at(source, 'readOnly') === true}`,
  ],
}

function projected(source: JsonObject): Lines {
  if (at(source, 'secret')) {
    const name = textAt(source, 'secret', 'name')
    return [`SecretName:\t${name}`, `Optional:\t${isOptional(at(source, 'secret'))}`]
  }
  if (at(source, 'downwardAPI')) return ['DownwardAPI:\ttrue']
  if (at(source, 'configMap')) {
    const name = textAt(source, 'configMap', 'name')
    return [`ConfigMapName:\t${name}`, `Optional:\t${isOptional(at(source, 'configMap'))}`]
  }
  const seconds = numberAt(source, 'serviceAccountToken', 'expirationSeconds')
  return at(source, 'serviceAccountToken') ? [`TokenExpirationSeconds:\t${seconds}`] : []
}
