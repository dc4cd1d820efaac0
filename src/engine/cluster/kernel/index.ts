import { type ProxyView, type RuleView, ruleViews } from '../../api/kernel'
import type { ApiRequest, ApiResponse } from '../../api/request'
import { failure } from '../../api/status'
import { readerOf } from '../../apiserver/reader'
import type { NodeState } from '../../network/node-state'
import { conntrackLine, trackedIn } from '../../network/tracked'
import type { ClusterState } from '../state'
import { askedIn } from './asked'
import { flowsPage } from './flows-page'
import { viewsOf } from './listing'
import { rulesPage } from './rules-page'
import { rulesText } from './texts'

const PATH = /^\/playground\/v1\/nodes\/([^/]+)\/(rules|flows)(\/text)?$/

/** Whether a request asks what a node's kernel has: its rules, or its tracked connections. */
export const isKernel = ({ method, path }: ApiRequest): boolean =>
  method === 'GET' && PATH.test(path)

/** When it is asked, and what else is to be told of a node. */
export interface Aside {
  readonly second: number
  proxy(node: NodeState): ProxyView
}

/** Tells of a node's kernel: a page of it, or the whole as the real programs print it. */
export function kernelAnswer(
  { path, query = {} }: ApiRequest,
  state: ClusterState,
  { second, proxy }: Aside,
): ApiResponse {
  const [, name = '', what, whole] = PATH.exec(path) ?? []
  const { network } = state.plane
  const node = network.nodeNamed(name)
  if (!node) {
    const { status } = failure(404, 'NotFound', `nodes "${name}" not found`, { name })
    return { status: 404, body: status }
  }
  if (whole) return { status: 200, body: { text: textOf(node, what, query['view'], second) } }
  const asked = askedIn(query)
  if (what === 'rules') {
    const { view, group } = query
    return {
      status: 200,
      body: rulesPage(node, { ...asked, view, group }, { second, proxy: proxy(node) }),
    }
  }
  const reader = readerOf(state.store)
  // The loopback addresses of a node's table are the node's own.
  const host = (address: number) =>
    network.hosts.get(address >>> 24 === 127 ? node.address : address)
  return { status: 200, body: flowsPage(node, asked, { reader, host, second }) }
}

function textOf(
  node: NodeState,
  what: string | undefined,
  given: string | undefined,
  second: number,
): string {
  if (what === 'flows') return lines(trackedIn(node.flows, second).map(conntrackLine))
  const [first = 'iptables'] = viewsOf(node.ruleset)
  const view: RuleView = ruleViews.find((each) => each === given) ?? first
  return rulesText(node, view, second)
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('')
