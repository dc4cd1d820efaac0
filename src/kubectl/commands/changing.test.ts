import { describe, expect, test } from 'vitest'
import { Laptop } from '../testing/laptop'

interface Line {
  readonly run: string
  readonly out?: string
  readonly err?: string
  readonly code?: number
}

/** Runs lines one after another; each prints exactly what stands with it. */
async function story(laptop: Laptop, lines: readonly Line[]): Promise<void> {
  for (const { run, out = '', err = '', code = err === '' ? 0 : 1 } of lines) {
    const { stdout, stderr, code: ended } = await laptop.run(run)
    expect({ run, stdout, stderr, ended }).toEqual({ run, stdout: out, stderr: err, ended: code })
  }
}

async function withWeb(): Promise<Laptop> {
  const laptop = Laptop.settled()
  await laptop.run('kubectl create deployment web --image=nginx:alpine --replicas=3')
  await laptop.run('kubectl expose deployment web --port=80 --target-port=80')
  laptop.cluster.settle()
  return laptop
}

const lastWrite = ({ asked }: Laptop) => asked.filter(({ method }) => method !== 'GET').at(-1)

describe('expose', () => {
  test('makes a Service of what a deployment selects by', async () => {
    const laptop = await withWeb()
    expect(lastWrite(laptop)).toMatchObject({
      path: '/api/v1/namespaces/default/services',
      query: { fieldManager: 'kubectl-expose' },
      body: {
        metadata: { name: 'web', labels: { app: 'web' } },
        spec: {
          ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
          selector: { app: 'web' },
        },
      },
    })
  })

  test('is refused as kubectl refuses it', async () => {
    await story(await withWeb(), [
      {
        run: 'kubectl expose deployment web --name=zz',
        err: "error: couldn't find port via --port flag or introspection\n",
      },
      {
        run: 'kubectl expose deployment web --port=abc',
        err: 'error: strconv.Atoi: parsing "abc": invalid syntax\n',
      },
      {
        run: 'kubectl expose deployment web --port=80',
        err: 'Error from server (AlreadyExists): services "web" already exists\n',
      },
      { run: 'kubectl expose node node-1 --port=80', err: 'error: cannot expose a Node\n' },
      {
        run: 'kubectl expose svc web --name=b --port=8080 --target-port=80',
        out: 'service/b exposed\n',
      },
    ])
  })
})

describe('label and annotate', () => {
  test('set, keep and remove', async () => {
    const laptop = await withWeb()
    await story(laptop, [
      { run: 'kubectl label svc web tier=a', out: 'service/web labeled\n' },
      {
        run: 'kubectl label svc web tier=b',
        err: "error: 'tier' already has a value (a), and --overwrite is false\n",
      },
      { run: 'kubectl label --overwrite svc web tier=b', out: 'service/web labeled\n' },
      { run: 'kubectl annotate svc web memo=hi', out: 'service/web annotated\n' },
      {
        run: 'kubectl annotate svc web memo=ho',
        err:
          'error: --overwrite is false but found the following declared annotation(s): ' +
          "'memo' already has a value (hi)\n",
      },
      { run: 'kubectl label svc web --list', out: 'app=web\ntier=b\n' },
      { run: 'kubectl label svc web tier-', out: 'service/web unlabeled\n' },
      {
        run: 'kubectl label svc web nope-',
        out: 'label "nope" not found.\nservice/web not labeled\n',
      },
      { run: 'kubectl annotate svc web note="hello there"', out: 'service/web annotated\n' },
    ])
    expect(lastWrite(laptop)).toMatchObject({
      method: 'PATCH',
      query: { fieldManager: 'kubectl-annotate' },
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { metadata: { annotations: { note: 'hello there' } } },
    })
  })
})

describe('scale', () => {
  test('sets the size, and only from the size that was expected', async () => {
    const laptop = await withWeb()
    await story(laptop, [
      { run: 'kubectl scale deployment web --replicas=5', out: 'deployment.apps/web scaled\n' },
      {
        run: 'kubectl scale deployment/web --replicas=4 --current-replicas=9',
        err: 'error: Expected replicas to be 9, was 5\n',
      },
      {
        run: 'kubectl scale deployment/web --replicas=4 --current-replicas=5',
        out: 'deployment.apps/web scaled\n',
      },
      {
        run: 'kubectl scale deployment nope --replicas=2',
        err: 'error: no objects passed to scale deployments.apps "nope" not found\n',
      },
    ])
  })
})

describe('patch', () => {
  test('says whether anything has changed', async () => {
    await story(await withWeb(), [
      {
        run: `kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'`,
        out: 'service/web patched\n',
      },
      {
        run: `kubectl patch svc web -p 'spec: {sessionAffinity: ClientIP}'`,
        out: 'service/web patched (no change)\n',
      },
      {
        run: `kubectl patch svc web --type=foo -p '{}'`,
        err: 'error: --type must be one of [json merge strategic], not "foo"\n',
      },
      {
        run: `kubectl patch svc web -p 'x: ['`,
        err: 'error: unable to parse "x: [": yaml: line 1: did not find expected node content\n',
      },
    ])
  })
})

describe('set', () => {
  test('patches containers by their names', async () => {
    const laptop = await withWeb()
    await story(laptop, [
      {
        run: 'kubectl set image deployment/web nginx=nginx:1.27',
        out: 'deployment.apps/web image updated\n',
      },
      {
        run: 'kubectl set image deployment/web foo=bar',
        err: 'error: unable to find container named "foo"\n',
      },
      { run: 'kubectl set env deployment/web A=b', out: 'deployment.apps/web env updated\n' },
      {
        run: 'kubectl set env deployment/web --list',
        out: '# Deployment web, container nginx\nA=b\n',
      },
      {
        run: 'kubectl set resources deployment web --limits=cpu=200m',
        out: 'deployment.apps/web resource requirements updated\n',
      },
      { run: 'kubectl set selector svc web app=other', out: 'service/web selector updated\n' },
    ])
    const patches = laptop.asked.filter(({ method }) => method === 'PATCH')
    expect(patches[0]).toMatchObject({
      query: { fieldManager: 'kubectl-set' },
      body: {
        spec: {
          template: {
            spec: {
              '$setElementOrder/containers': [{ name: 'nginx' }],
              containers: [{ image: 'nginx:1.27', name: 'nginx' }],
            },
          },
        },
      },
    })
  })
})

describe('rollout', () => {
  test('tells of revisions and goes back to one', async () => {
    const laptop = await withWeb()
    await laptop.run('kubectl set image deployment/web nginx=nginx:1.27')
    laptop.cluster.settle()
    await story(laptop, [
      {
        run: 'kubectl rollout status deployment/web',
        out: 'deployment "web" successfully rolled out\n',
      },
      {
        run: 'kubectl rollout history deployment/web',
        out: 'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n',
      },
      {
        run: 'kubectl rollout undo deployment/web --to-revision=9',
        err: 'error: unable to find specified revision 9 in history\n',
      },
      { run: 'kubectl rollout undo deployment/web', out: 'deployment.apps/web rolled back\n' },
      { run: 'kubectl rollout pause deployment/web', out: 'deployment.apps/web paused\n' },
      {
        run: 'kubectl rollout pause deployment/web',
        err: 'error: deployments.apps "web" is already paused\n',
      },
      { run: 'kubectl rollout resume deployment/web', out: 'deployment.apps/web resumed\n' },
      {
        run: 'kubectl rollout restart svc/web',
        err: 'error: services "web" restarting is not supported\n',
      },
    ])
    const { stdout } = await laptop.run('kubectl get deploy web -o jsonpath={..image}')
    expect(stdout).toBe('nginx:alpine')
  })

  test('is watched until it is done', async () => {
    const laptop = await withWeb()
    await laptop.run('kubectl set image deployment/web nginx=nginx:1.27')
    const { stdout } = await laptop.run('kubectl rollout status deployment/web')
    expect(stdout.split('\n').at(-2)).toBe('deployment "web" successfully rolled out')
    expect(stdout).toContain('Waiting for deployment "web" rollout to finish: ')
  })

  test('is watched no longer than --timeout', async () => {
    const laptop = await withWeb()
    await laptop.run('kubectl set image deployment/web nginx=nope.invalid/x:1')
    const { code, stderr } = await laptop.run('kubectl rollout status deploy/web --timeout=1s')
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'error: timed out waiting for the condition\n',
    })
  })
})

describe('delete', () => {
  test('waits until the object is gone', async () => {
    const laptop = await withWeb()
    await story(laptop, [
      { run: 'kubectl run one --image=nginx:alpine', out: 'pod/one created\n' },
      { run: 'kubectl delete pod one', out: 'pod "one" deleted\n' },
      { run: 'kubectl get pod one', err: 'Error from server (NotFound): pods "one" not found\n' },
      {
        run: 'kubectl delete svc nope',
        err: 'Error from server (NotFound): services "nope" not found\n',
      },
      { run: 'kubectl delete svc nope --ignore-not-found' },
      {
        run: 'kubectl delete pods',
        err: 'error: resource(s) were provided, but no name was specified\n',
      },
      { run: 'kubectl delete svc -l app=nothing', out: 'No resources found\n' },
      {
        run: 'kubectl delete deploy/web svc/web --dry-run=client',
        out: 'deployment.apps "web" deleted (dry run)\nservice "web" deleted (dry run)\n',
      },
    ])
  })

  test('by force says that it does not wait', async () => {
    const laptop = await withWeb()
    await laptop.run('kubectl run one --image=nginx:alpine')
    const { stdout, stderr } = await laptop.run('kubectl delete pod one --force --grace-period=0')
    expect(stdout).toBe('pod "one" force deleted\n')
    expect(stderr).toMatch(/^Warning: Immediate deletion does not wait for confirmation/)
  })
})

describe('nodes', () => {
  test('are cordoned, drained and tainted', async () => {
    const laptop = await withWeb()
    await story(laptop, [
      { run: 'kubectl cordon node-2', out: 'node/node-2 cordoned\n' },
      { run: 'kubectl cordon node-2', out: 'node/node-2 already cordoned\n' },
      { run: 'kubectl uncordon node-2', out: 'node/node-2 uncordoned\n' },
      { run: 'kubectl taint nodes node-2 k=v:NoSchedule', out: 'node/node-2 tainted\n' },
      {
        run: 'kubectl taint nodes node-2 k=w:NoSchedule',
        err:
          'error: node node-2 already has k taint(s) with same effect(s) and --overwrite is ' +
          'false\n',
      },
      { run: 'kubectl taint nodes node-2 k=v:NoSchedule-', out: 'node/node-2 untainted\n' },
      { run: 'kubectl taint nodes node-2 zz-', err: 'error: taint "zz" not found\n' },
    ])
  })

  test('are drained of Pods that somebody replaces, and of no others', async () => {
    const laptop = await withWeb()
    await laptop.run(
      `kubectl run alone --image=nginx:alpine --overrides='{"spec":{"nodeName":"node-3"}}'`,
    )
    laptop.cluster.settle()
    const refused = await laptop.run('kubectl drain node-3 --ignore-daemonsets')
    expect(refused.stdout).toBe('node/node-3 cordoned\n')
    expect(refused.stderr).toContain(
      'There are pending nodes to be drained:\n node-3\ncannot delete cannot delete Pods that ' +
        'declare no controller (use --force to override): default/alone',
    )
    const { code, stdout, stderr } = await laptop.run(
      'kubectl drain node-3 --force --ignore-daemonsets',
    )
    expect(code).toBe(0)
    expect(stderr).toContain('Warning: deleting Pods that declare no controller: default/alone')
    expect(stdout).toContain('evicting pod default/alone\n')
    expect(stdout).toContain('pod/alone evicted\n')
    expect(stdout.split('\n').at(-2)).toBe('node/node-3 drained')
  })
})
