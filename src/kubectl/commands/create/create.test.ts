import { describe, expect, test } from 'vitest'
import { Laptop } from '../../testing/laptop'

// What these lines print needs no cluster: one serves for all.
const laptop = Laptop.settled()
laptop.texts.set('settings.env', 'A=1\n# a comment\n\nB=two words\nC\n')
laptop.texts.set('app.conf', 'hi\n')
laptop.texts.set(
  'two.yaml',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: new}\ndata: {a: b}\n---\n' +
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n',
)

const printed = async (line: string): Promise<string> => {
  const { code, stdout, stderr } = await laptop.run(`kubectl create ${line}`)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

describe('create --dry-run=client prints', () => {
  test('a deployment with the empty fields of Go', async () => {
    const line = 'deployment web --image=nginx:alpine --port=80 --dry-run=client -o yaml'
    expect(await printed(line)).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  creationTimestamp: null
  labels:
    app: web
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  strategy: {}
  template:
    metadata:
      creationTimestamp: null
      labels:
        app: web
    spec:
      containers:
      - image: nginx:alpine
        name: nginx
        ports:
        - containerPort: 80
        resources: {}
status: {}
`)
  })

  test('a Service whose ports are named after what was asked for', async () => {
    const line = 'service nodeport x --tcp=80 --tcp=90:http --node-port=30001'
    expect(await printed(`${line} --dry-run=client -o yaml`)).toBe(`apiVersion: v1
kind: Service
metadata:
  creationTimestamp: null
  labels:
    app: x
  name: x
spec:
  ports:
  - name: "80"
    nodePort: 30001
    port: 80
    protocol: TCP
    targetPort: 80
  - name: 90-http
    nodePort: 30001
    port: 90
    protocol: TCP
    targetPort: http
  selector:
    app: x
  type: NodePort
status:
  loadBalancer: {}
`)
  })

  test('an ingress, its rules by host and its TLS by secret', async () => {
    const rules = '--rule=foo.com/path*=svc:8080,tls=cert --rule=foo.com/b=svc:http'
    expect(await printed(`ingress i ${rules} --dry-run=client -o yaml`)).toBe(`\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  creationTimestamp: null
  name: i
spec:
  rules:
  - host: foo.com
    http:
      paths:
      - backend:
          service:
            name: svc
            port:
              number: 8080
        path: /path
        pathType: Prefix
      - backend:
          service:
            name: svc
            port:
              name: http
        path: /b
        pathType: Exact
  tls:
  - hosts:
    - foo.com
    secretName: cert
status:
  loadBalancer: {}
`)
  })

  test.each([
    ['configmap c --from-env-file=settings.env', 'data:\n  A: "1"\n  B: two words\n  C: ""\n'],
    ['configmap c --from-file=app.conf --from-file=k=app.conf', 'data:\n  app.conf: |\n    hi\n'],
    ['secret generic s --from-literal=p=s3cr3t', 'data:\n  p: czNjcjN0\n'],
    ['quota q --hard=cpu=0.5,memory=1.5Gi,pods=1000', '    cpu: 500m\n    memory: 1536Mi\n'],
    ['cronjob c --image=i --schedule="*/5 * * * *" -- echo hi', "  schedule: '*/5 * * * *'\n"],
    ['role r --verb=get --resource=pods,deployments.apps', '- apiGroups:\n  - apps\n'],
    ['poddisruptionbudget p --selector=a=b --max-unavailable=50%', '  maxUnavailable: 50%\n'],
    ['rolebinding b --role=r --serviceaccount=n:s', '- kind: ServiceAccount\n  name: s\n'],
  ])('%s', async (line, part) => {
    const [first = '', ...command] = line.split(' -- ')
    const end = command.length > 0 ? ` -- ${command.join('')}` : ''
    expect(await printed(`${first} --dry-run=client -o yaml${end}`)).toContain(part)
  })

  test('the name of a config map with what its content hashes to', async () => {
    const line = 'configmap s --from-literal=a=b --from-file=f.txt=app.conf --from-file=k=app.conf'
    expect(await printed(`${line} --append-hash --dry-run=client -o name`)).toBe(
      'configmap/s-h5tb8tb4h5\n',
    )
  })

  test('documents of a file, each set apart from the one before', async () => {
    expect(await printed('-f two.yaml --dry-run=client -o yaml')).toBe(`apiVersion: v1
data:
  a: b
kind: ConfigMap
metadata:
  name: new
  namespace: default
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: default
spec:
  ports:
  - port: 80
`)
  })
})

describe('create refuses', () => {
  test.each([
    ['service clusterip x', 'at least one tcp port specifier must be provided'],
    ['service clusterip x --tcp=abc', 'strconv.ParseUint: parsing "abc": invalid syntax'],
    ['service clusterip x --tcp=80:99999', 'must be between 1 and 65535, inclusive'],
    ['service externalname x --external-name=Bad_Name', 'invalid service external name Bad_Name'],
    ['configmap c --from-literal=a', 'invalid literal source a, expected key=value'],
    ['configmap c --from-file=no', 'error reading no: no such file or directory'],
    ['configmap c --from-file==b', 'key name for file path b missing'],
    ['secret tls c', 'key and cert must be specified'],
    ['job j', 'either --image or --from must be specified'],
    ['quota q --hard=pods', 'Invalid argument syntax pods, expected <resource>=<value>'],
    [
      'deployment d --image=a --image=b -- x',
      'cannot specify multiple --image options and command',
    ],
    ['rolebinding r', 'exactly one of clusterrole or role must be specified'],
    [
      'deployment d --image=a --dry-run=foo',
      'Invalid dry-run value (foo). Must be "none", "server", or "client".',
    ],
    ['-f none.yaml', 'the path "none.yaml" does not exist'],
    ['', 'must specify one of -f and -k'],
  ])('%s', async (line, message) => {
    const { code, stdout, stderr } = await laptop.run(`kubectl create ${line}`)
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `error: ${message}\n` })
  })
})

describe('create sends', () => {
  test('a deployment to the path that typed clients know, and says what came of it', async () => {
    const own = Laptop.settled()
    const line = 'kubectl create deployment web --image=nginx:alpine'
    expect((await own.run(line)).stdout).toBe('deployment.apps/web created\n')
    expect(own.asked.at(-1)).toMatchObject({
      method: 'POST',
      path: '/apis/apps/v1/namespaces/default/deployments',
      query: { fieldManager: 'kubectl-create', fieldValidation: 'Strict' },
    })
    expect((await own.run(line)).stderr).toBe(
      'error: failed to create deployment: deployments.apps "web" already exists\n',
    )
  })

  test('each object of a file, and tells what the server has against one', async () => {
    const own = Laptop.settled()
    own.texts.set('two.yaml', laptop.texts.get('two.yaml') ?? '')
    await own.run('kubectl create -f two.yaml')
    const { stderr } = await own.run('kubectl create -f two.yaml')
    expect(stderr).toBe(
      'Error from server (AlreadyExists): error when creating "two.yaml": configmaps "new" ' +
        'already exists\n' +
        'Error from server (AlreadyExists): error when creating "two.yaml": services "web" ' +
        'already exists\n',
    )
  })
})
