import { expect, it } from 'vitest'
import { Cluster } from '../cluster'
import { seconds } from '../sim'

const PATH = '/api/v1/namespaces/default/services/kubernetes'

it('the API server makes its own Service again, with its address, when somebody deletes it', () => {
  const cluster = Cluster.create({ nodes: 1 })
  cluster.settle()
  const find = () => cluster.reader().get('Service', 'default', 'kubernetes')
  const before = find()
  cluster.request({ method: 'DELETE', path: PATH })
  expect(find()).toBeUndefined()
  cluster.advance(cluster.now + seconds(10))
  expect(find()?.spec.clusterIP).toBe('10.96.0.1')
  expect(find()?.metadata.uid).not.toBe(before?.metadata.uid)
  expect(cluster.reader().get('Endpoints', 'default', 'kubernetes')?.subsets).toHaveLength(1)
})
