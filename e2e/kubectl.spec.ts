import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

// `KUBECTL` names a client; otherwise it is the one of this machine.
const kubectl = process.env['KUBECTL'] ?? 'kubectl'

function hasKubectl(): boolean {
  try {
    execFileSync(kubectl, ['version', '--client'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.skip(!hasKubectl(), 'there is no kubectl on this machine')
test.describe.configure({ mode: 'serial' })

let home: string
let server: ChildProcess
let url: string

test.beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kubectl-'))
  writeFileSync(join(home, 'config'), 'apiVersion: v1\nkind: Config\n')
  server = spawn('npx', ['tsx', 'src/host/cli.ts', 'serve', '--api-port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  url = await new Promise<string>((done, fail) => {
    server.stdout?.once('data', (line: Buffer) => done(String(line).trim().replace('ready ', '')))
    server.once('exit', () => fail(new Error('the server has ended')))
  })
})
test.afterAll(() => {
  if (server?.pid) process.kill(-server.pid)
  if (home) rmSync(home, { recursive: true, force: true })
})

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a client to its end; words with blanks stand in single quotes. */
function run(line: string, input = ''): Promise<Ran> {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  )
  const env = { ...process.env, HOME: home, KUBECONFIG: join(home, 'config') }
  const child = spawn(kubectl, [`--server=${url}`, ...words], { env, cwd: home })
  const told = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    told.stdout += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    told.stderr += chunk
  })
  child.stdin.end(input)
  return new Promise((done) => child.on('close', (code) => done({ code: code ?? -1, ...told })))
}

/** What differs from run to run, and between clients, is written alike. */
const alike = (text: string): string =>
  text
    .replace(/ deleted from \S+ namespace/g, ' deleted')
    .replace(/\b10\.\d+\.\d+\.\d+\b/g, 'IP')
    .replace(/\b(web)-[a-z0-9]{8,10}-[a-z0-9]{5}\b/g, '$1-HASH-NAME')
    .replace(/\b\d+(m\d+)?s\b/g, 'AGE')
    .replace(/[ \t]+/g, ' ')
    .replace(/ \n/g, '\n')

const said = (stdout: string) => ({ code: 0, stdout, stderr: '' })
const told = async (line: string, input?: string): Promise<Ran> => {
  const { code, stderr, stdout } = await run(line, input)
  return { code, stdout: alike(stdout), stderr: alike(stderr) }
}

const service = (port: number) => `apiVersion: v1
kind: Service
metadata: {name: web-svc}
spec:
  selector: {app: web}
  ports: [{port: ${port}, targetPort: 80}]
`

test('the lesson: a Deployment, its Service, and who answers', async () => {
  expect(await told('create deployment web --image=nginx:alpine --replicas=3')).toEqual(
    said('deployment.apps/web created\n'),
  )
  expect(await told('wait --for=condition=Available deployment/web --timeout=30s')).toEqual(
    said('deployment.apps/web condition met\n'),
  )
  expect(await told('expose deployment web --port=80')).toEqual(said('service/web exposed\n'))
  expect(await told('get deploy,svc -l app=web')).toEqual(
    said(
      'NAME READY UP-TO-DATE AVAILABLE AGE\ndeployment.apps/web 3/3 3 3 AGE\n\n' +
        'NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE\n' +
        'service/web ClusterIP IP <none> 80/TCP AGE\n',
    ),
  )
  const asked = await told(
    'run test --rm -i --restart=Never --image=busybox -- wget -qO- http://web',
  )
  expect(asked).toMatchObject({ code: 0 })
  expect(asked.stdout).toContain('<title>Welcome to nginx!</title>')
  expect(asked.stdout).toContain('pod "test" deleted\n')
})

test('applying: created, unchanged, configured, refused', async () => {
  writeFileSync(join(home, 'service.yaml'), service(80))
  expect(await told('apply -f service.yaml')).toEqual(said('service/web-svc created\n'))
  expect(await told('apply -f service.yaml')).toEqual(said('service/web-svc unchanged\n'))
  writeFileSync(join(home, 'service.yaml'), service(8080))
  expect(await told('diff -f service.yaml')).toMatchObject({ code: 1 })
  expect(await told('apply -f service.yaml')).toEqual(said('service/web-svc configured\n'))
  expect(await told('apply --server-side -f service.yaml')).toEqual(
    said('service/web-svc serverside-applied\n'),
  )
  const other = service(8080).replace('targetPort: 80', 'targetPort: 81')
  const refused = await told('apply --server-side --field-manager=other -f -', other)
  expect(refused.stderr).toMatch(
    /^error: Apply failed with 1 conflict: conflict with "kubectl": \.spec\.ports\[port=8080,/,
  )
  const typo = await told('apply -f -', service(80).replace('selector', 'selectr'))
  expect(typo.stderr).toContain('strict decoding error: unknown field "spec.selectr"\n')
})

test('changing: scale, set image, label, patch, roll back', async () => {
  expect(await told('scale deployment web --replicas=2')).toEqual(
    said('deployment.apps/web scaled\n'),
  )
  expect(await told('set image deployment/web nginx=nginx:1.27')).toEqual(
    said('deployment.apps/web image updated\n'),
  )
  const rolled = await told('rollout status deployment/web --timeout=60s')
  expect(rolled.stdout).toMatch(/deployment "web" successfully rolled out\n$/)
  expect(await told('rollout undo deployment/web')).toEqual(
    said('deployment.apps/web rolled back\n'),
  )
  expect(await told('label svc web tier=front')).toEqual(said('service/web labeled\n'))
  expect(
    await told(`patch svc web --type=json -p '[{"op":"remove","path":"/metadata/labels/tier"}]'`),
  ).toEqual(said('service/web patched\n'))
  expect(await told(`patch svc web -p '{"spec":{"type":"NodePort"}}'`)).toEqual(
    said('service/web patched\n'),
  )
})

test('inside: exec, its exit code, and logs', async () => {
  expect(await told('run p1 --image=nginx:alpine')).toEqual(said('pod/p1 created\n'))
  await told('wait --for=condition=Ready pod/p1 --timeout=30s')
  expect(await told('exec p1 -- hostname')).toEqual(said('p1\n'))
  expect(await told('exec -i p1 -- sh', 'echo $((6*7))\n')).toEqual(said('42\n'))
  expect(await told(`exec p1 -- sh -c 'exit 3'`)).toEqual({
    code: 3,
    stdout: '',
    stderr: 'command terminated with exit code 3\n',
  })
  expect((await run('logs p1 --tail=1')).stdout).toContain('start worker process')
  expect((await told('exec nope -- ls')).stderr).toBe(
    'Error from server (NotFound): pods "nope" not found\n',
  )
})

/** Runs a client that goes on until it is told to end, and uses what it has printed. */
async function until(line: string, found: RegExp, use: (match: RegExpExecArray) => Promise<void>) {
  const env = { ...process.env, HOME: home, KUBECONFIG: join(home, 'config') }
  const child = spawn(kubectl, [`--server=${url}`, ...line.split(' ')], { env })
  try {
    let text = ''
    const match = await new Promise<RegExpExecArray>((done, fail) => {
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk
        const seen = found.exec(text)
        if (seen) done(seen)
      })
      child.once('exit', () => fail(new Error(`ended after ${text}`)))
    })
    await use(match)
  } finally {
    child.kill()
  }
}

test('through: port-forward and watches', async () => {
  await until('port-forward pod/p1 :80', /127\.0\.0\.1:(\d+) -> 80\n/, async ([, port]) => {
    const answer = await fetch(`http://127.0.0.1:${port}/`)
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('Welcome to nginx!'),
    ])
  })
  await until('get pods -w', /^p1 +1\/1 +Running/m, async () => undefined)
})

test('asking: what there is, what it means, what one may', async () => {
  expect(await told('get --raw /readyz')).toEqual(said('ok'))
  expect(await told('auth can-i create services')).toEqual(said('yes\n'))
  const resources = await told('api-resources --api-group=apps -o name')
  expect(resources.stdout).toContain('deployments.apps\n')
  const explained = await told('explain service.spec.ports.targetPort')
  expect(explained.stdout).toMatch(/^KIND: Service\nVERSION: v1\n\nFIELD: targetPort <IntOrString>/)
  expect(explained.stdout).not.toContain('<no description>')
  expect((await told('get pods -l a=b=c')).stderr).toContain(
    `found '=', expected: ',' or 'end of string'\n`,
  )
  expect((await told('get svc nope')).stderr).toBe(
    'Error from server (NotFound): services "nope" not found\n',
  )
})

test('the lesson, letter for letter: a NodePort beside, and a name looked up from inside', async () => {
  expect(
    await told(
      'expose deployment web --port=80 --target-port=80 --type=NodePort --name=web-nodeport',
    ),
  ).toEqual(said('service/web-nodeport exposed\n'))
  const { stdout } = await run('get svc web-nodeport')
  expect(stdout).toMatch(
    /^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE\nweb-nodeport +NodePort +10\.\S+ +<none> +80:3\d{4}\/TCP +\d+s\n$/,
  )
  const looked = await told('run test --rm -it --image=busybox -- nslookup web')
  expect(looked.code).toBe(0)
  expect(looked.stdout).toContain('Server: IP\nAddress: IP:53\n')
  expect(looked.stdout).toContain('Name: web.default.svc.cluster.local\nAddress: IP\n')
  expect(looked.stdout).toContain('pod "test" deleted\n')
  expect(looked.stderr).toContain(
    'Unable to use a TTY - input is not a terminal or the right kind of file\n',
  )
})

// One line each: what is asked, and all that is said.
const verbs: readonly (readonly [line: string, answer: string, code?: number])[] = [
  ['create namespace shop', 'namespace/shop created\n'],
  ['create configmap settings --from-literal=a=1', 'configmap/settings created\n'],
  ['get cm settings -o jsonpath={.data}', '{"a":"1"}'],
  ['create secret generic key --from-literal=k=v', 'secret/key created\n'],
  ['create job once --image=busybox -- true', 'job.batch/once created\n'],
  ['wait --for=condition=Complete job/once --timeout=30s', 'job.batch/once condition met\n'],
  ['create service clusterip plain --tcp=80:8080', 'service/plain created\n'],
  [
    'get svc plain -o custom-columns=N:.metadata.name,P:.spec.ports[0].name',
    'N P\nplain 80-8080\n',
  ],
  ['get svc plain -o name', 'service/plain\n'],
  ['annotate svc plain who=me', 'service/plain annotated\n'],
  ['label svc plain tier=front --overwrite', 'service/plain labeled\n'],
  ['get svc -l tier=front --no-headers -o name', 'service/plain\n'],
  ['set selector svc plain app=web', 'service/plain selector updated\n'],
  ['set env deployment/web A=1', 'deployment.apps/web env updated\n'],
  [
    'set resources deployment/web --requests=cpu=10m',
    'deployment.apps/web resource requirements updated\n',
  ],
  ['rollout pause deployment/web', 'deployment.apps/web paused\n'],
  ['rollout resume deployment/web', 'deployment.apps/web resumed\n'],
  ['rollout restart deployment/web', 'deployment.apps/web restarted\n'],
  ['autoscale deployment web --max=4', 'horizontalpodautoscaler.autoscaling/web autoscaled\n'],
  ['delete hpa web', 'horizontalpodautoscaler.autoscaling "web" deleted\n'],
  ['cordon node-2', 'node/node-2 cordoned\n'],
  ['uncordon node-2', 'node/node-2 uncordoned\n'],
  ['taint nodes node-2 k=v:NoSchedule', 'node/node-2 tainted\n'],
  ['taint nodes node-2 k-', 'node/node-2 untainted\n'],
  ['auth can-i list secrets --as=jane', 'no\n', 1],
  ['auth can-i list services -A --as=system:kube-proxy', 'yes\n'],
  ['get clusterrole cluster-admin -o jsonpath={.rules[0].verbs[0]}', '*'],
  ['get apiservice v1.apps -o jsonpath={.status.conditions[0].reason}', 'Local'],
  ['get crd', 'No resources found\n'],
  ['top pods', 'error: Metrics API not available\n', 1],
  ['get widgets', 'error: the server doesn\'t have a resource type "widgets"\n', 1],
  ['delete svc plain --dry-run=server', 'service "plain" deleted (server dry run)\n'],
  ['delete svc plain', 'service "plain" deleted\n'],
  ['delete namespace shop', 'namespace "shop" deleted\n'],
]

test('the verbs of daily work say exactly this', async () => {
  test.setTimeout(240_000)
  for (const [line, answer, code = 0] of verbs) {
    const ran = await told(line)
    expect({ line, code: ran.code, said: ran.stdout + ran.stderr }).toEqual({
      line,
      code,
      said: answer,
    })
  }
})

test('Ctrl-C ends a followed log with 1, and a port-forward with 0', async () => {
  const ends = async (line: string): Promise<number> => {
    const env = { ...process.env, HOME: home, KUBECONFIG: join(home, 'config') }
    const child = spawn(kubectl, [`--server=${url}`, ...line.split(' ')], { env })
    child.stdout.once('data', () => child.kill('SIGINT'))
    return new Promise((done) => child.on('exit', (code) => done(code ?? -1)))
  }
  expect([await ends('logs -f p1'), await ends('port-forward pod/p1 :80')]).toEqual([1, 0])
})

test('leaving: drain and delete', async () => {
  // Not the one on which p1 runs: where that is depends on what else there was at that instant.
  const { stdout: taken } = await run('get pod p1 -o jsonpath={.spec.nodeName}')
  const node = taken === 'node-3' ? 'node-2' : 'node-3'
  const drained = await told(`drain ${node} --ignore-daemonsets --force --grace-period=1`)
  expect(drained.stdout).toMatch(
    new RegExp(`^node/${node} cordoned\\n[^]*node/${node} drained\\n$`),
  )
  expect(await told(`uncordon ${node}`)).toEqual(said(`node/${node} uncordoned\n`))
  expect(await told('delete deploy,svc web')).toEqual(
    said('deployment.apps "web" deleted\nservice "web" deleted\n'),
  )
  expect(await told('delete pod p1 --now')).toEqual(said('pod "p1" deleted\n'))
})
