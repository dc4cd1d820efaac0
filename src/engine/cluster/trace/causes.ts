import { matchesSelector } from '../../api/labels'
import type { Cause } from '../../api/trace'
import { podChain } from '../why/pod'
import { addressCauses } from './addresses'
import { listenerCauses } from './listeners'
import { nameCauses } from './names'
import { aimAt, lastForth, type Told, type View } from './view'

/** Why a request ended as it did, nearest first; what is worth knowing of one that did not fail. */
export const causesOf = (told: Told, view: View): readonly Cause[] =>
  deepened(found(told, view), view)

// Of a Pod that is not Ready, what is behind that follows.
function deepened(causes: readonly Cause[], view: View): readonly Cause[] {
  const last = causes.findLast(({ code }) => code === 'nothing-ready' || code === 'probe-fails')
  const { pod: name, service } = last?.data ?? {}
  const [namespace = ''] = String(service).split('/')
  const pod = typeof name === 'string' ? view.reader.get('Pod', namespace, name) : undefined
  const [, ...links] = pod ? podChain(pod, view) : []
  return links.length > 0 ? [...causes, ...(links as readonly Cause[])] : causes
}

function found(told: Told, view: View): readonly Cause[] {
  switch (told.outcome) {
    case 'ok':
      return unenforced(told, view)
    case 'bad-url':
      return [{ code: 'bad-url', data: { url: told.request.to } }]
    case 'name-not-found':
    case 'name-timeout':
      return nameCauses(told, view)
    case 'refused':
      return listenerCauses(told, view)
    case 'rejected': {
      const causes = listenerCauses(told, view)
      return causes.length > 0 ? causes : addressCauses(told, view)
    }
    case 'timeout':
      return addressCauses(told, view)
    case 'reset':
      return schemeCauses(told)
    case 'http-error':
      return answerCauses(told, view)
    default:
      return []
  }
}

const https = /^https:\/\//i
const http = /^(http:\/\/)?/i

// One end speaks TLS, and the other does not.
function schemeCauses({ request, steps }: Told): readonly Cause[] {
  const { to } = request
  const place = lastForth(steps)?.packet.to ?? ''
  if (!https.test(to)) return [{ code: 'no-answer', data: { place } }]
  const plain = to.replace(https, 'http://')
  return [{ code: 'plain-expected', data: {}, change: { type: 'ask', to: plain } }]
}

function answerCauses(told: Told, view: View): readonly Cause[] {
  const { request, status, steps } = told
  const step = lastForth(steps)
  const server = step?.packet.to ?? ''
  const aim = step && aimAt(view, step.packet)
  const port = step?.packet.last.destinationPort
  const isSecure = port === 443 || port === 6443 || aim?.port?.name === 'https'
  if (status === 400 && isSecure && !https.test(request.to)) {
    const to = request.to.trim().replace(http, 'https://')
    return [{ code: 'tls-expected', data: {}, change: { type: 'ask', to } }]
  }
  // What was answered is no HTTP.
  if (status === undefined) return [{ code: 'other-protocol', data: { server, port: port ?? 0 } }]
  return [{ code: 'http-status', data: { status, server } }]
}

// The API server keeps NetworkPolicies; it takes a plugin that enforces them, and there is none.
function unenforced(told: Told, { reader }: View): readonly Cause[] {
  const place = lastForth(told.steps)?.packet.to ?? ''
  const [kind, namespace = '', name = ''] = place.split('/')
  const pod = kind === 'pod' ? reader.get('Pod', namespace, name) : undefined
  if (!pod) return []
  return reader
    .list('NetworkPolicy', namespace)
    .filter(({ spec }) => matchesSelector(spec?.podSelector, pod.metadata.labels))
    .map(({ metadata }) => ({
      code: 'policy-not-enforced',
      data: { policy: metadata.name, pod: name },
      field: {
        kind: 'NetworkPolicy',
        key: { namespace, name: metadata.name },
        path: 'spec.podSelector',
      },
    }))
}
