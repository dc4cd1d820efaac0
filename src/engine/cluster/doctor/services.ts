import type { Finding } from '../../api/finding'
import { labelText } from '../../api/labels'
import type { Pod, Service } from '../../resources'
import { isReady } from '../../resources/pod/readiness'
import { endpointCauses } from '../trace/endpoints'
import { fieldOf, titleOf } from '../trace/view'
import { addressFindings } from './addresses'
import { asError } from './as-error'
import { portFindings } from './ports'
import { elsewhere, labelsAside } from './selectors'
import { isStarting, placeOf, type Ward } from './ward'

/** What is wrong with each Service. */
export function serviceFindings(ward: Ward): readonly Finding[] {
  const all = ward.services.flatMap((service) => findingsFor(service, ward))
  // What is found about a Pod is found by each Service that takes it, and told once.
  const known = new Set<string>()
  const once = all.filter(({ code, field: { kind, key, path } }) => {
    const text = [code, kind, key.namespace, key.name, path].join(' ')
    return !known.has(text) && known.add(text)
  })
  return [...once, ...samePods(ward)]
}

function findingsFor(service: Service, ward: Ward): readonly Finding[] {
  const { spec, metadata } = service
  if (spec.type === 'ExternalName') return addressFindings(service, [], ward)
  const { selector = {} } = spec
  if (Object.keys(selector).length === 0) return [...unselected(service, ward)]
  const pods = ward.selected(selector, metadata.namespace ?? '')
  if (pods.length === 0) return nobody(service, ward)
  return [
    ...readiness(service, pods, ward),
    ...portFindings(service, pods, ward),
    ...otherApps(service, pods, ward),
    ...addressFindings(service, pods, ward),
  ]
}

// Somebody may have written slices by hand; only when nobody has is it a fault.
function unselected(service: Service, { view }: Ward): readonly Finding[] {
  const { namespace = '', name } = service.metadata
  const slices = view.reader
    .list('EndpointSlice', namespace)
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name)
  const some = slices.some(({ endpoints }) => (endpoints ?? []).length > 0)
  return some ? [] : endpointCauses(service, undefined, view).map(asError(service))
}

function nobody(service: Service, ward: Ward): readonly Finding[] {
  const { selector = {} } = service.spec
  const aside = labelsAside(service, selector, ward)
  if (aside) return [aside]
  const away = elsewhere(service, selector, ward)
  if (away) return [away]
  return endpointCauses(service, undefined, ward.view).map(asError(service))
}

function readiness(service: Service, pods: readonly Pod[], { view }: Ward): readonly Finding[] {
  if (service.spec.publishNotReadyAddresses) return []
  const unready = pods.filter((pod) => !isReady(pod) && !isStarting(pod))
  if (unready.length === 0) return []
  const evidence = unready.map(placeOf)
  if (unready.length === pods.length) {
    return endpointCauses(service, undefined, view).slice(0, 1).map(asError(service, evidence))
  }
  return [
    {
      code: 'some-not-ready',
      severity: 'warning',
      data: {
        service: titleOf(service),
        pods: unready.map(({ metadata }) => metadata.name),
        ready: pods.length - unready.length,
        all: pods.length,
      },
      field: fieldOf(service, 'spec.selector'),
      evidence,
    },
  ]
}

/**
 * Several workloads behind one Service can be meant, as with canaries. What they do not have in
 * common tells: different images are different apps.
 */
function otherApps(service: Service, pods: readonly Pod[], ward: Ward): readonly Finding[] {
  const owners = new Map<string, Pod[]>()
  for (const pod of pods) {
    const owner = ward.ownerOf(pod) ?? placeOf(pod)
    owners.set(owner, [...(owners.get(owner) ?? []), pod])
  }
  const images = new Set(pods.map(({ spec }) => withoutTag(spec.containers[0]?.image ?? '')))
  if (owners.size < 2 || images.size < 2) return []
  return [
    {
      code: 'selects-other-apps',
      severity: 'warning',
      data: {
        service: titleOf(service),
        selector: labelText(service.spec.selector),
        apps: [...owners.keys()].map((owner) => owner.split('/').at(-1) ?? owner).sort(),
      },
      field: fieldOf(service, 'spec.selector'),
      evidence: pods.map(placeOf),
    },
  ]
}

const withoutTag = (image: string): string => image.replace(/@.*$/, '').replace(/:[^:/]*$/, '')

/** Services that differ by name alone: a change to one is not seen by who asks the other. */
function samePods({ services, selected }: Ward): readonly Finding[] {
  const known = new Map<string, Service>()
  const found: Finding[] = []
  for (const service of services) {
    const { selector = {} } = service.spec
    const { namespace = '' } = service.metadata
    const text = labelText(selector)
    const key = `${namespace} ${text} ${portsText(service)}`
    const first = known.get(key)
    known.set(key, first ?? service)
    if (!first || text === '' || selected(selector, namespace).length === 0) continue
    found.push({
      code: 'same-pods',
      severity: 'hint',
      data: { service: titleOf(service), other: titleOf(first), selector: text },
      field: fieldOf(service, 'spec.selector'),
      evidence: [`service/${namespace}/${first.metadata.name}`],
    })
  }
  return found
}

const portsText = ({ spec }: Service): string =>
  `${spec.type} ${spec.clusterIP === 'None'} ${(spec.ports ?? [])
    .map(({ port, protocol, targetPort }) => `${port}/${protocol}>${targetPort}`)
    .join()}`
