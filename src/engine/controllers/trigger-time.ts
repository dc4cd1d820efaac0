import type { Labels, ObjectMeta } from '../api/object'
import type { Reader } from '../apiserver/reader'
import type { Service } from '../resources'

/** When that came about which a list of endpoints was last written for. */
export const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time'

/** What is looked at of an endpoint, in EndpointSlices and Endpoints alike. */
interface Listed {
  readonly targetRef?:
    | { readonly name?: string | undefined; readonly uid?: string | undefined }
    | undefined
}

/** An endpoint as it is to be written, and how those that were there before served, by uid. */
export interface Written<Of extends Listed> {
  readonly endpoints: readonly Of[]
  readonly before: ReadonlyMap<string, boolean>
  readonly serves: (endpoint: Of) => boolean
}

/**
 * The earliest moment at which a Pod became Ready, or ceased to be, among those that are new or
 * serve otherwise than before. (TriggerTimeTracker remembers every Pod's last moment; what is
 * stored tells nearly as much.) Undefined when the cause was something else, as a Pod's end.
 */
export function triggerTime<Of extends Listed>(
  { metadata: { namespace = '' } }: Service,
  { endpoints, before, serves }: Written<Of>,
  cluster: Reader,
): string | undefined {
  let earliest: string | undefined
  for (const endpoint of endpoints) {
    const { name = '', uid = '' } = endpoint.targetRef ?? {}
    if (serves(endpoint) === (before.get(uid) ?? false)) continue
    const { conditions } = cluster.get('Pod', namespace, name)?.status ?? {}
    const at = conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime
    if (at && (earliest === undefined || at < earliest)) earliest = at
  }
  return earliest
}

/** Metadata with the annotation, or without it. */
export function triggeredAt<Of extends Pick<ObjectMeta, 'annotations'>>(
  metadata: Of,
  at: string | undefined,
): Of {
  const { annotations = {}, ...rest } = metadata
  const { [TRIGGER_TIME]: _, ...others } = annotations as Record<string, string>
  const all: Labels = at === undefined ? others : { ...others, [TRIGGER_TIME]: at }
  return (Object.keys(all).length === 0 ? rest : Object.assign(rest, { annotations: all })) as Of
}
