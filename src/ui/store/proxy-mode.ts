import type { ApiResponse } from '../../engine/api/request'
import type { ProxyMode } from '../../engine/api/traffic'
import type { OpenChange } from './changes'
import { epoch } from './picture'

interface Configuration {
  readonly metadata: { readonly name: string }
  readonly data?: { readonly 'config.conf'?: string }
}

const SYSTEM = 'namespaces/kube-system'

/**
 * Gives kube-proxy another mode as an administrator does: in its ConfigMap, which it reads when it
 * starts; so its Pods start anew, one node after the other.
 */
export async function setProxyMode(
  { request }: OpenChange,
  mode: ProxyMode,
  now: number,
): Promise<void> {
  const path = `/api/v1/${SYSTEM}/configmaps`
  const query = { labelSelector: 'app=kube-proxy' }
  const { items = [] } = bodyOf(await request({ method: 'GET', path, query }))
  const [found] = items
  const text = found?.data?.['config.conf']
  if (!found || text === undefined) return
  const { name } = found.metadata
  const data = { 'config.conf': withMode(text, mode) }
  await request({
    method: 'PATCH',
    path: `${path}/${name}`,
    headers: { 'content-type': 'application/merge-patch+json' },
    body: { data },
  })
  const restartedAt = `${new Date(epoch + now / 1_000).toISOString().slice(0, 19)}Z`
  const annotations = { 'kubectl.kubernetes.io/restartedAt': restartedAt }
  await request({
    method: 'PATCH',
    path: `/apis/apps/v1/${SYSTEM}/daemonsets/${name}`,
    headers: { 'content-type': 'application/strategic-merge-patch+json' },
    body: { spec: { template: { metadata: { annotations } } } },
  })
}

/** A configuration may name no mode: the default is meant then. */
const withMode = (text: string, mode: ProxyMode): string => {
  const line = `mode: ${mode}`
  return /^mode:/m.test(text) ? text.replace(/^mode:.*$/m, line) : `${text.trimEnd()}\n${line}\n`
}

const bodyOf = (response: ApiResponse) =>
  ('body' in response ? response.body : {}) as { readonly items?: readonly Configuration[] }
