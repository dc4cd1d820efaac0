import { selects } from '../../api/labels'
import type { FieldRef, Labels } from '../../api/object'
import type { Cause } from '../../api/trace'
import type { Reader } from '../../apiserver/reader'
import type { Deployment, Pod, Service } from '../../resources'
import { titleOf, type View } from './view'

/** The field that decides what a Pod has: in the template of its workload, if it has one. */
export function fieldOfPod(reader: Reader, { metadata }: Pod, path: string): FieldRef {
  const { namespace = '', name } = metadata
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)
  if (!owner) return { kind: 'Pod', key: { namespace, name }, path }
  const isSet = owner.kind === 'ReplicaSet'
  const set = isSet ? reader.get('ReplicaSet', namespace, owner.name) : undefined
  const above = set?.metadata.ownerReferences?.find(({ controller }) => controller)
  const { kind, name: of } = above ?? owner
  return { kind, key: { namespace, name: of }, path: `spec.template.${path}` }
}

/** A workload whose Pods would be selected, if it had any. */
export function withoutReplicas(
  service: Service,
  selector: Labels,
  { reader }: View,
): Cause | undefined {
  const isIt = ({ spec }: Deployment): boolean =>
    spec.replicas === 0 && selects(selector, spec.template.metadata?.labels)
  const found = reader.list('Deployment', service.metadata.namespace).find(isIt)
  if (!found) return undefined
  const { namespace = '', name } = found.metadata
  return {
    code: 'no-replicas',
    data: { service: titleOf(service), workload: name },
    field: { kind: 'Deployment', key: { namespace, name }, path: 'spec.replicas' },
    change: { type: 'field', before: 0, after: 1 },
  }
}

const LOOPBACK = /\b(127\.0\.0\.1|localhost)\b/

/** What binds a Pod's program to the loopback interface, where its command line says so. */
export function loopbackBinding(reader: Reader, pod: Pod): Pick<Cause, 'field' | 'change'> {
  for (const [index, container] of pod.spec.containers.entries()) {
    for (const part of ['args', 'command'] as const) {
      const before = container[part] ?? []
      if (!before.some((word) => LOOPBACK.test(word))) continue
      const after = before.map((word) => word.replace(LOOPBACK, '0.0.0.0'))
      const field = fieldOfPod(reader, pod, `spec.containers[${index}].${part}`)
      return { field, change: { type: 'field', before, after } }
    }
  }
  return {}
}
