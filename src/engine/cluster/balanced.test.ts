import { describe, expect, it } from 'vitest'
import type { Environment } from '../api/traffic'
import { Cluster } from '../cluster'
import { opened, post } from '../testing/sessions'

function exposed(environment: Environment): { readonly cluster: Cluster; readonly ip: string } {
  const cluster = Cluster.create({ environment })
  const container = { name: 'web', image: 'nginx:1.27' }
  const labels = { app: 'web' }
  post(cluster, 'pods', { metadata: { name: 'web', labels }, spec: { containers: [container] } })
  const spec = { type: 'LoadBalancer', selector: labels, ports: [{ port: 8000, targetPort: 80 }] }
  post(cluster, 'services', { metadata: { name: 'web' }, spec })
  cluster.settle()
  const service = cluster.reader().get('Service', 'default', 'web')
  return { cluster, ip: service?.status.loadBalancer.ingress?.[0]?.ip ?? '' }
}

const visit = (cluster: Cluster, ip: string): string =>
  opened(cluster, {
    method: 'POST',
    path: '/playground/v1/hosts/laptop/exec',
    query: { command: ['curl', '-s', '-m', '2', `${ip}:8000`], stdout: 'true', stderr: 'true' },
  })
    .wait()
    .text()

describe('a load balancer', () => {
  it.each<Environment>(['minikube-tunnel', 'kind-cloud-provider', 'ack', 'k3s'])(
    'of %s is reached from outside',
    (environment) => {
      const { cluster, ip } = exposed(environment)
      expect(visit(cluster, ip)).toContain('Welcome to nginx!')
    },
  )

  it.each<Environment>(['kubeadm', 'kind', 'minikube'])(
    'is not there on %s alone',
    (environment) => {
      expect(exposed(environment).ip).toBe('')
    },
  )
})
