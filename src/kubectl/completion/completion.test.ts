import { beforeAll, describe, expect, it } from 'vitest'
import { Laptop } from '../testing/laptop'
import { wordsOf } from '../testing/words'
import { completeKubectl } from '.'

describe('completion of a line of kubectl', () => {
  const laptop = Laptop.settled()
  const world = { ...laptop.machine(), environment: { HOME: '/home/learner' } }
  const complete = async (line: string) => {
    const words = line.endsWith(' ') ? [...wordsOf(line), ''] : wordsOf(line)
    return (await completeKubectl(words.slice(1), world)).map(({ text }) => text)
  }
  beforeAll(async () => {
    await laptop.run('kubectl create deployment web --image=nginx')
    await laptop.run('kubectl create namespace shop')
    laptop.cluster.settle()
  })

  it.each([
    ['kubectl ge', ['get']],
    ['kubectl config set-con', ['set-context']],
    ['kubectl get depl', ['deployments']],
    ['kubectl get deployments ', ['web']],
    ['kubectl get deploy/', ['deploy/web']],
    ['kubectl get namespaces sh', ['shop']],
    ['kubectl get pods -n kube-s', ['kube-system']],
    ['kubectl get pods --namespace=sh', ['--namespace=shop']],
    ['kubectl -n kube-system get svc ', ['kube-dns']],
    ['kubectl get nodes node-1 node', ['node-2', 'node-3']],
    ['kubectl get pods -o j', ['json', 'jsonpath=']],
    ['kubectl get pods --output-w', ['--output-watch-events']],
    ['kubectl get pods --sel', ['--selector=']],
    ['kubectl config use-context k', ['kubernetes-admin@kubernetes']],
    ['kubectl get nothing-such ', []],
    ['kubectl exec web -- l', []],
  ])('of %j are %j', async (line, expected) => {
    expect(await complete(line)).toEqual(expected)
  })
  it('tells what a candidate is', async () => {
    const [get] = await completeKubectl(['ge'], world)
    expect(get).toEqual({ text: 'get', description: 'Display one or many resources' })
  })
  it('completes containers of a Pod that is named', async () => {
    const [pod = ''] = await complete('kubectl logs web')
    expect(await complete(`kubectl logs ${pod} -c `)).toEqual(['nginx'])
  })
})
