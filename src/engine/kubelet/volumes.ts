import type { Reader } from '../apiserver/reader'
import type { Pod } from '../resources'

/** Why a Pod's volumes cannot be mounted: the first that wants an object that is not there. */
export function missingVolume({ metadata, spec }: Pod, cluster: Reader): string | undefined {
  for (const { name, configMap, secret } of spec.volumes ?? []) {
    const kind = configMap ? 'ConfigMap' : 'Secret'
    const wanted = configMap ? configMap.name : secret?.secretName
    const isOptional = (configMap ?? secret)?.optional === true
    if (wanted === undefined || isOptional) continue
    if (cluster.get(kind, metadata.namespace ?? '', wanted)) continue
    const why = `${kind.toLowerCase()} "${wanted}" not found`
    return `MountVolume.SetUp failed for volume "${name}" : ${why}`
  }
  return undefined
}
