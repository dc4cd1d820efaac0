import type { Finding } from '../../api/finding'
import { labelText, selects } from '../../api/labels'
import type { Labels } from '../../api/object'
import type { Service } from '../../resources'
import { fieldOf, titleOf } from '../trace/view'
import { placeOf, type Ward } from './ward'

/**
 * A workload that has the labels itself, and does not give them to its Pods: labels of a Deployment
 * say nothing of what it makes.
 */
export function labelsAside(
  service: Service,
  selector: Labels,
  { view }: Ward,
): Finding | undefined {
  const { namespace = '' } = service.metadata
  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'] as const) {
    for (const { metadata, spec } of view.reader.list(kind, namespace)) {
      const own = spec.template.metadata?.labels
      if (!selects(selector, metadata.labels) || selects(selector, own)) continue
      return {
        code: 'labels-not-on-template',
        severity: 'error',
        data: {
          service: titleOf(service),
          selector: labelText(selector),
          kind,
          name: metadata.name,
          labels: labelText(own),
        },
        field: {
          kind,
          key: { namespace, name: metadata.name },
          path: 'spec.template.metadata.labels',
        },
        evidence: [`${kind.toLowerCase()}/${namespace}/${metadata.name}`],
        change: { type: 'field', before: own ?? {}, after: { ...own, ...selector } },
      }
    }
  }
  return undefined
}

/** Pods that would be selected, were they not in another namespace. */
export function elsewhere(service: Service, selector: Labels, ward: Ward): Finding | undefined {
  const { reader } = ward.view
  const { namespace: own = '' } = service.metadata
  for (const { metadata } of reader.list('Namespace')) {
    const { name } = metadata
    if (name === own) continue
    const pods = ward.selected(selector, name)
    if (pods.length === 0) continue
    return {
      code: 'pods-elsewhere',
      severity: 'error',
      data: {
        service: titleOf(service),
        selector: labelText(selector),
        namespace: own,
        other: name,
        pods: pods.length,
      },
      field: fieldOf(service, 'metadata.namespace'),
      evidence: pods.map(placeOf),
    }
  }
  return undefined
}
