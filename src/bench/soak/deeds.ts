import type { Command } from '../../host/protocol'

/** What is done to the first scenario, one thing after the other, all day. */
export function* deeds(): Generator<readonly Command[]> {
  let id = 1_000_000
  const request = (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Command => ({
    type: 'request',
    id: ++id,
    request: {
      method,
      path,
      ...(body && { body }),
      ...(method === 'PATCH' && { headers: { 'content-type': 'application/merge-patch+json' } }),
    },
  })
  for (let round = 0; ; round++) {
    const annotations = { 'kubectl.kubernetes.io/restartedAt': `round ${round}` }
    yield [request('PATCH', web, { spec: { template: { metadata: { annotations } } } })]
    yield [request('DELETE', `${pods}/api`)]
    yield [request('POST', pods, api)]
    yield [request('PATCH', web, { spec: { replicas: 12 } })]
    yield [{ type: 'pod-fault', pod: 'default/api', fault: { isHung: true, isUnready: true } }]
    yield [request('PATCH', web, { spec: { replicas: 3 } })]
    yield [{ type: 'fault', node: 'node-2', fault: 'network' }]
    yield [{ type: 'fault', node: 'node-2' }]
    yield [{ type: 'pod-fault', pod: 'default/api', fault: {} }]
    yield [request('POST', '/playground/v1/send', byHand)]
    yield [request('PATCH', web, broken), request('GET', `${pods}?watch=true`)]
    yield [request('PATCH', web, mended), { type: 'cancel', id: id - 1 }]
    yield [request('GET', '/playground/v1/doctor')]
    yield [{ type: 'undo' }]
    yield [{ type: 'redo' }]
  }
}

const pods = '/api/v1/namespaces/default/pods'
const web = '/apis/apps/v1/namespaces/default/deployments/web'
const image = (name: string) => ({ containers: [{ name: 'web', image: name }] })
const broken = { spec: { strategy: { type: 'Recreate' }, template: { spec: image('nginx:none') } } }
const mended = {
  spec: { template: { spec: image('registry.k8s.io/e2e-test-images/agnhost:2.53') } },
}
const byHand = {
  from: { type: 'pod', namespace: 'default', name: 'client' },
  url: 'http://web-svc',
}
const api = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'api', labels: { app: 'api' } },
  spec: {
    containers: [
      {
        name: 'api',
        image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
        args: ['netexec', '--http-port=8080'],
      },
    ],
  },
}
