import type { Reader } from '../apiserver/reader'
import { hexOf } from '../images/reference'
import type { ConfigMap, Pod, Secret } from '../resources'
import type { Volume } from '../resources/pod/volume'
import { type Duration, seconds } from '../sim'
import type { Mounted, PodRecord } from './memory'
import type { Turn } from './turn'

/** The kinds whose objects a volume can show. */
type MountedKind = 'ConfigMap' | 'Secret'
type Named = readonly [kind: MountedKind, name: string]

/**
 * A Pod's volumes are written anew when its worker has nothing else to do: every minute, and up to
 * half as much later (pkg/kubelet, SyncFrequency and workerResyncIntervalJitterFactor).
 */
const RESYNC: Duration = seconds(60)

// What every Pod has for its own account never changes: no Pod is kept busy for it.
const ACCOUNT = /^kube-api-access-/

/** Whether a volume is the one that every Pod has for its account. */
export const isAccounts = ({ name }: Volume): boolean => ACCOUNT.test(name)

const isShown = (volume: Volume): boolean =>
  !isAccounts(volume) &&
  (volume.configMap ?? volume.secret ?? volume.downwardAPI ?? volume.projected) !== undefined

const namedBy = ({ spec }: Pod): readonly Named[] =>
  (spec.volumes ?? []).flatMap(({ configMap, secret, projected }): readonly Named[] => [
    ...objectNamed('ConfigMap', configMap?.name),
    ...objectNamed('Secret', secret?.secretName),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...objectNamed('ConfigMap', source.configMap?.name),
      ...objectNamed('Secret', source.secret?.name),
    ]),
  ])

/** The objects that a Pod's volumes show, as a look at the API finds them. */
export function shownTo(pod: Pod, reader: Pick<Reader, 'get'>): Mounted {
  const objects = namedBy(pod).flatMap(([kind, name]): readonly (ConfigMap | Secret)[] => {
    const object = reader.get(kind, pod.metadata.namespace ?? '', name)
    return object ? [object] : []
  })
  return { pod, objects }
}

const objectNamed = (kind: MountedKind, name: string | undefined): readonly Named[] =>
  name === undefined ? [] : [[kind, name]]

/** Writes a Pod's volumes as the API has them now; nothing for a Pod that has none from there. */
export function remount(record: PodRecord, turn: Turn): PodRecord {
  const { pod } = record
  if (!pod.spec.volumes?.some(isShown)) return record
  return { ...record, mounted: shownTo(pod, turn.context.reader) }
}

/** Mounts a Pod's volumes, and has them renewed from then on. */
export function mount(record: PodRecord, turn: Turn): PodRecord {
  const mounted = remount(record, turn)
  if (mounted.mounted) renewLater(mounted, turn)
  return mounted
}

/** Renews what a Pod's volumes show, when that is due. */
export function renewMounts(record: PodRecord, turn: Turn): void {
  if (record.stage !== 'up') return
  turn.save(remount(record, turn))
  renewLater(record, turn)
}

// Drawn from the Pod and the instant: a stream that others draw from would be shifted.
function renewLater({ key, pod: { metadata } }: PodRecord, turn: Turn): void {
  const chance = Number.parseInt(hexOf(`${metadata.uid}/mounts/${turn.now}`).slice(0, 8), 16)
  const delay = RESYNC + (chance % (RESYNC / 2))
  turn.after(delay, { type: 'remount', pod: key, uid: metadata.uid })
}

/**
 * What a container sees of its Pod's volumes: those as of now, and for files that are mounted one
 * by one (`subPath`) those as of its start.
 */
export function mountedFor(
  { pod, mounted, containers }: PodRecord,
  container: string,
): { readonly volumes?: Mounted | undefined; readonly files?: Mounted | undefined } {
  const { initContainers = [], containers: own, ephemeralContainers = [] } = pod.spec
  const all = [...initContainers, ...own, ...ephemeralContainers]
  const place = all.findIndex(({ name }) => name === container)
  return { volumes: mounted, files: containers[place]?.mounted ?? mounted }
}
