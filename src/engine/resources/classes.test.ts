import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'

interface Told {
  readonly message?: string
}

function sent(cluster: Cluster, path: string, body: object): { status: number; message?: string } {
  const response = cluster.request({ method: 'POST', path, body })
  const { message } = ('body' in response ? response.body : {}) as Told
  return { status: response.status, ...(message !== undefined && { message }) }
}

const SCHEDULING = '/apis/scheduling.k8s.io/v1/priorityclasses'
const PODS = '/api/v1/namespaces/default/pods'
const priorityClass = (name: string, value: number, more: object = {}) => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name },
  value,
  ...more,
})
const pod = (name: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'c', image: 'nginx:1.27' }], ...spec },
})

describe('a PriorityClass', () => {
  it('gives its value to the Pods that name it', () => {
    const cluster = Cluster.create()
    expect(sent(cluster, SCHEDULING, priorityClass('high', 1000)).status).toBe(201)
    const usual = priorityClass('usual', 7, { globalDefault: true, preemptionPolicy: 'Never' })
    expect(sent(cluster, PODS, pod('before')).status).toBe(201)
    expect(sent(cluster, SCHEDULING, usual).status).toBe(201)
    sent(cluster, PODS, pod('web', { priorityClassName: 'high' }))
    sent(cluster, PODS, pod('other'))
    const found = ['before', 'web', 'other'].map(
      (name) => cluster.reader().get('Pod', 'default', name)?.spec,
    )
    expect(found).toMatchObject([
      { priority: 0, preemptionPolicy: 'PreemptLowerPriority' },
      { priority: 1000, priorityClassName: 'high' },
      { priority: 7, priorityClassName: 'usual', preemptionPolicy: 'Never' },
    ])
  })

  it.each([
    [
      pod('web', { priorityClassName: 'none' }),
      'pods "web" is forbidden: no PriorityClass with name none was found',
    ],
    [
      pod('web', { priority: 5 }),
      'pods "web" is forbidden: the integer value of priority (5) must not be provided in pod ' +
        'spec; priority admission controller computed 0 from the given PriorityClass name',
    ],
  ])('that is not there refuses a Pod in the words of the API server', (body, message) => {
    expect(sent(Cluster.create(), PODS, body)).toEqual({ status: 403, message })
  })

  it.each([
    [priorityClass('high', 2_000_000_000), 'value: Forbidden: maximum allowed value of a user'],
    [priorityClass('system-x', 1), "metadata.name: Forbidden: priority class names with 'system-'"],
  ])('keeps to its bounds', (body, message) => {
    const answer = sent(Cluster.create(), SCHEDULING, body)
    expect(answer.status).toBe(422)
    expect(answer.message).toContain(message)
  })
})

describe('of several PriorityClasses', () => {
  it('one is for Pods that name none, and no other becomes so', () => {
    const cluster = Cluster.create()
    sent(cluster, SCHEDULING, priorityClass('usual', 7, { globalDefault: true }))
    sent(cluster, SCHEDULING, priorityClass('other', 8))
    const message =
      'priorityclasses.scheduling.k8s.io "other" is forbidden: PriorityClass usual is already ' +
      'marked as default. Only one default can exist'
    const put = (name: string, value: number, description: string) =>
      cluster.request({
        method: 'PUT',
        path: `${SCHEDULING}/${name}`,
        body: priorityClass(name, value, { globalDefault: true, description }),
      })
    expect(put('other', 8, 'a rival')).toMatchObject({ status: 403, body: { message } })
    expect(put('usual', 7, 'as before').status).toBe(200)
  })
})

describe('an IngressClass', () => {
  const classes = '/apis/networking.k8s.io/v1/ingressclasses'
  const ingressClass = (controller: string, annotations: object = {}) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx', annotations },
    spec: { controller },
  })

  it('that is the default is given to Ingresses without one', () => {
    const cluster = Cluster.create()
    const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' }
    sent(cluster, classes, ingressClass('k8s.io/ingress-nginx', annotations))
    sent(cluster, '/apis/networking.k8s.io/v1/namespaces/default/ingresses', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'web' },
      spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    })
    const ingress = cluster.reader().get('Ingress', 'default', 'web')
    expect(ingress?.spec.ingressClassName).toBe('nginx')
  })

  it('names its controller by a path of a domain', () => {
    const answer = sent(Cluster.create(), classes, ingressClass('nginx'))
    expect(answer.message).toContain(
      'spec.controller: Invalid value: "nginx": must be a domain-prefixed path',
    )
  })
})

describe('a ReplicationController', () => {
  const path = '/api/v1/namespaces/default/replicationcontrollers'
  const labels = { app: 'web' }
  const template = { metadata: { labels }, spec: pod('x').spec }
  const controller = { apiVersion: 'v1', kind: 'ReplicationController', metadata: { name: 'web' } }

  it('keeps so many Pods of its template, chosen by the labels of that', () => {
    const cluster = Cluster.create()
    expect(sent(cluster, path, { ...controller, spec: { replicas: 2, template } }).status).toBe(201)
    cluster.settle()
    const made = cluster.reader().get('ReplicationController', 'default', 'web')
    expect(made).toMatchObject({
      metadata: { labels },
      spec: { selector: labels },
      status: { replicas: 2, readyReplicas: 2, fullyLabeledReplicas: 2, availableReplicas: 2 },
    })
    const [first] = cluster.reader().list('Pod', 'default')
    expect(first?.metadata.ownerReferences).toMatchObject([
      { apiVersion: 'v1', kind: 'ReplicationController', name: 'web', controller: true },
    ])
    cluster.request({ method: 'DELETE', path: `${PODS}/${first?.metadata.name}` })
    cluster.settle()
    expect(cluster.reader().list('Pod', 'default')).toHaveLength(2)
  })

  it('is scaled as others are', () => {
    const cluster = Cluster.create()
    sent(cluster, path, { ...controller, spec: { template } })
    const scale = cluster.request({ method: 'GET', path: `${path}/web/scale` })
    expect(scale).toMatchObject({ body: { kind: 'Scale', status: { selector: 'app=web' } } })
  })

  it('says of what it does who it is', () => {
    const cluster = Cluster.create()
    sent(cluster, path, { ...controller, spec: { template } })
    cluster.settle()
    const told = cluster.reader().list('Event', 'default')
    expect(told.find(({ involvedObject }) => involvedObject.name === 'web')).toMatchObject({
      reason: 'SuccessfulCreate',
      source: { component: 'replication-controller' },
    })
  })
})
