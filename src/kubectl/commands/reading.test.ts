import { beforeAll, describe, expect, it } from 'vitest'
import { Laptop } from '../testing/laptop'

/** Digits of ages and times, which tell nothing here. */
const lines = (text: string) => text.split('\n').map((line) => line.trimEnd())

describe('kubectl, on a cluster with a Deployment and its Service', () => {
  const laptop = Laptop.settled()
  const out = async (line: string) => {
    const { code, stdout, stderr } = await laptop.run(line)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return stdout
  }
  beforeAll(async () => {
    await out('kubectl create deployment web --image=nginx:alpine --replicas=2')
    await out('kubectl expose deployment web --port=80')
    laptop.cluster.settle()
    laptop.wait(60_000)
  })

  it('prints the tables of several kinds, each name with its kind', async () => {
    const stdout = await out('kubectl get deploy,svc')
    expect(stdout.replace(/\d+s$|\d+m\d*s?$/gm, 'AGE')).toBe(
      [
        'NAME                  READY   UP-TO-DATE   AVAILABLE   AGE',
        'deployment.apps/web   2/2     2            2           AGE',
        '',
        'NAME                 TYPE        CLUSTER-IP       EXTERNAL-IP   PORT(S)   AGE',
        'service/kubernetes   ClusterIP   10.96.0.1        <none>        443/TCP   AGE',
        'service/web          ClusterIP   10.107.209.231   <none>        80/TCP    AGE',
        '',
      ].join('\n'),
    )
  })
  it('asks for Tables, and for plain objects where they are printed', async () => {
    laptop.asked.length = 0
    await out('kubectl get svc web')
    await out('kubectl get svc web -o name')
    const [table, plain] = laptop.asked
    expect(table?.headers?.accept).toContain('as=Table;v=v1;g=meta.k8s.io')
    expect(plain?.headers?.accept).toBe('application/json')
    expect(plain?.path).toBe('/api/v1/namespaces/default/services/web')
  })
  it('prints a single object by itself and several as a List', async () => {
    expect(await out('kubectl get svc web -o jsonpath={.kind}')).toBe('Service')
    expect(await out('kubectl get svc -o jsonpath={.kind}')).toBe('List')
    expect(await out('kubectl get svc web kubernetes -o jsonpath={.items[*].metadata.name}')).toBe(
      'web kubernetes',
    )
  })
  it('shows labels as columns, and leaves headers out', async () => {
    const stdout = await out('kubectl get svc -L app,component --no-headers')
    const cells = lines(stdout).map((line) => line.split(/\s{2,}|\s+/))
    expect(cells[0]?.slice(0, 2)).toEqual(['kubernetes', 'ClusterIP'])
    expect(cells[0]?.at(-1)).toBe('apiserver')
    expect(cells[1]?.at(-1)).toBe('web')
  })
  it('sorts by a field, and knows no numbers in names', async () => {
    for (const name of ['a10', 'a9']) await out(`kubectl create configmap ${name}`)
    const names = await out('kubectl get cm --sort-by=.metadata.name -o name')
    expect(names).toBe('configmap/a10\nconfigmap/a9\nconfigmap/kube-root-ca.crt\n')
  })
  it('goes on with what is there when one object is not', async () => {
    const { code, stdout, stderr } = await laptop.run('kubectl get svc web nope -o name')
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: 'service/web\n',
      stderr: 'Error from server (NotFound): services "nope" not found\n',
    })
    expect(await out('kubectl get svc nope --ignore-not-found')).toBe('')
  })
  it('reads objects of files, of a directory and of standard input', async () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n'
    laptop.texts.set('dir/a.yaml', `${text}---\n${text.replace('web', 'kubernetes')}`)
    laptop.texts.set('dir/notes.txt', 'no manifest')
    expect(await out('kubectl get -f dir -o name')).toBe('service/web\nservice/kubernetes\n')
    const { stdout } = await laptop.run('kubectl get -f - -o name', { stdin: text })
    expect(stdout).toBe('service/web\n')
    laptop.texts.set('bad.yaml', 'a: b: c\n')
    const { stderr } = await laptop.run('kubectl get -f bad.yaml')
    expect(stderr).toBe(
      'error parsing bad.yaml: error converting YAML to JSON: yaml: mapping values are not ' +
        'allowed in this context\n',
    )
  })
  it('watches: what changes comes after what is there, columns as wide as before', async () => {
    const watching = laptop.run('kubectl get cm -w -o name', { milliseconds: 2_000 })
    await laptop.run('kubectl create configmap late')
    const { code, stdout } = await watching
    expect(lines(stdout)).toContain('configmap/late')
    expect(code).toBe(1)
  })
  it('describes a Service with its endpoints', async () => {
    expect(await out('kubectl describe svc web')).toMatch(
      new RegExp(
        `^${[
          'Name:                     web',
          'Namespace:                default',
          'Labels:                   app=web',
          'Annotations:              <none>',
          'Selector:                 app=web',
          'Type:                     ClusterIP',
          'IP Family Policy:         SingleStack',
          'IP Families:              IPv4',
          'IP:                       10.107.209.231',
          'IPs:                      10.107.209.231',
          'Port:                     <unset>  80/TCP',
          'TargetPort:               80/TCP',
          'Endpoints:                10.244.\\d.\\d:80,10.244.\\d.\\d:80',
          'Session Affinity:         None',
          'Internal Traffic Policy:  Cluster',
          'Events:                   <none>',
        ].join('\n')}\n$`,
      ),
    )
  })
  it('describes a Deployment with its ReplicaSets and Events', async () => {
    const text = await out('kubectl describe deploy web')
    expect(text).toContain(
      'Replicas:               2 desired | 2 updated | 2 total | 2 available | 0 unavailable\n',
    )
    expect(text).toMatch(/\nOldReplicaSets: {2}<none>\nNewReplicaSet: {3}web-\w+ \(2\/2 replicas/)
    expect(text).toMatch(
      /\n {2}Normal {2}ScalingReplicaSet {2}\w+ {3}deployment-controller {2}Scaled/,
    )
  })
  it('describes every object whose name begins as the one that is not there', async () => {
    const text = await out('kubectl describe pod web-')
    expect(text.match(/^Name: /gm)).toHaveLength(2)
  })
  it('prints logs, of one Pod or of many, with where they come from', async () => {
    const { stdout, stderr } = await laptop.run('kubectl logs deploy/web --tail=1')
    expect(stdout).toMatch(/start worker process \d+\n$/)
    expect(stderr).toMatch(/^Found 2 pods, using pod\/web-\S+\n$/)
    const all = await out('kubectl logs -l app=web --prefix --tail=1')
    expect(all).toMatch(/^(\[pod\/web-\S+\/nginx\] .*\n){2}$/)
  })
  it.each([
    [
      'kubectl wait --for=condition=Available deploy/web',
      'deployment.apps/web condition met\n',
      '',
    ],
    [
      'kubectl wait --for=jsonpath={.spec.type}=ClusterIP svc/web',
      'service/web condition met\n',
      '',
    ],
    ['kubectl wait --for=delete pod/gone', '', ''],
    [
      'kubectl wait --for=condition=Foo deploy/web --timeout=1s',
      '',
      'error: timed out waiting for the condition on deployments/web\n',
    ],
  ])('%s', async (line, stdout, stderr) => {
    const outcome = await laptop.run(line)
    expect(outcome).toEqual({ code: stderr === '' ? 0 : 1, stdout, stderr })
  })
  it('remembers the namespace of a context', async () => {
    expect(await out('kubectl config set-context --current --namespace=kube-system')).toBe(
      'Context "kubernetes-admin@kubernetes" modified.\n',
    )
    expect(await out('kubectl get svc -o name')).toBe('service/kube-dns\n')
    expect(await out('kubectl get svc web -n default -o name')).toBe('service/web\n')
    expect(await out('kubectl config view -o jsonpath={.contexts[0].context.namespace}')).toBe(
      'kube-system',
    )
    await out('kubectl config unset contexts.kubernetes-admin@kubernetes.namespace')
  })
  it('explains fields from what the server publishes', async () => {
    const text = await out('kubectl explain deploy.spec.strategy')
    expect(lines(text).slice(0, 12)).toEqual([
      'GROUP:      apps',
      'KIND:       Deployment',
      'VERSION:    v1',
      '',
      'FIELD: strategy <DeploymentStrategy>',
      '',
      '',
      'DESCRIPTION:',
      '    <empty>',
      'FIELDS:',
      '  rollingUpdate\t<RollingUpdateDeployment>',
      '    <no description>',
    ])
    expect(await out('kubectl explain svc.spec --recursive')).toContain(
      '  ports\t<[]ServicePort>\n    appProtocol\t<string>\n',
    )
  })
  it('tells what the server has', async () => {
    expect(await out('kubectl api-resources --api-group=discovery.k8s.io -o name')).toBe(
      'endpointslices.discovery.k8s.io\n',
    )
    expect(lines(await out('kubectl api-versions'))).toContain('apps/v1')
    expect(await out('kubectl version')).toMatch(
      /^Client Version: v1.33.\d\n.*\nServer Version: v1/,
    )
    expect(await out('kubectl cluster-info')).toContain('Kubernetes control plane is running at ')
  })
})
