import type { Finding } from '../../api/finding'
import { matchesSelector } from '../../api/labels'
import { placeOf, type Ward } from './ward'

/** What the API server keeps and nothing here acts on. */
export function storedFindings({ view: { reader } }: Ward): readonly Finding[] {
  const policies = reader.list('NetworkPolicy').map(({ metadata, spec }): Finding => {
    const { namespace = '', name } = metadata
    const pods = reader
      .list('Pod', namespace)
      .filter((pod) => matchesSelector(spec?.podSelector, pod.metadata.labels))
    return {
      code: 'policy-not-enforced',
      severity: 'warning',
      data: { policy: name, pod: pods.map((pod) => pod.metadata.name).join(', ') },
      field: { kind: 'NetworkPolicy', key: { namespace, name }, path: 'spec.podSelector' },
      evidence: pods.map(placeOf),
    }
  })
  const ingresses = reader.list('Ingress').map(({ metadata }): Finding => {
    const { namespace = '', name } = metadata
    return {
      code: 'ingress-not-served',
      severity: 'warning',
      data: { ingress: name },
      field: { kind: 'Ingress', key: { namespace, name }, path: 'spec' },
      evidence: [],
    }
  })
  return [...policies, ...ingresses]
}
