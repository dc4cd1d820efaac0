import { describe, expect, test } from 'vitest'
import { Laptop } from '../../testing/laptop'

const service = (port: number, labels = ''): string =>
  `apiVersion: v1
kind: Service
metadata:
  name: web-svc${labels}
spec:
  type: ClusterIP
  selector:
    app: web
  ports:
    - port: ${port}
      targetPort: 8080
`

function laptopWith(files: Readonly<Record<string, string>>): Laptop {
  const laptop = Laptop.settled()
  for (const [path, text] of Object.entries(files)) laptop.texts.set(path, text)
  return laptop
}

const both = {
  'svc.yaml': service(80),
  'svc2.yaml': service(8081, '\n  labels: {tier: front}'),
}

describe('apply', () => {
  test('creates, leaves alone, and sends the difference as one patch', async () => {
    const laptop = laptopWith(both)
    expect((await laptop.run('kubectl apply -f svc.yaml')).stdout).toBe('service/web-svc created\n')
    expect((await laptop.run('kubectl apply -f svc.yaml')).stdout).toBe(
      'service/web-svc unchanged\n',
    )
    expect((await laptop.run('kubectl apply -f svc2.yaml')).stdout).toBe(
      'service/web-svc configured\n',
    )
    expect(laptop.asked.at(-1)).toMatchObject({
      method: 'PATCH',
      query: { fieldManager: 'kubectl-client-side-apply', fieldValidation: 'Strict' },
      headers: { 'content-type': 'application/strategic-merge-patch+json' },
      body: {
        metadata: { labels: { tier: 'front' } },
        spec: {
          '$setElementOrder/ports': [{ port: 8081 }],
          ports: [
            { port: 8081, targetPort: 8080 },
            { $patch: 'delete', port: 80 },
          ],
        },
      },
    })
  })

  test('reads standard input, and only plays it through when asked to', async () => {
    const laptop = laptopWith({})
    const stdin = service(80)
    const line = 'kubectl apply -f - --dry-run=server'
    expect((await laptop.run(line, { stdin })).stdout).toBe(
      'service/web-svc created (server dry run)\n',
    )
    expect((await laptop.run('kubectl get svc web-svc')).code).toBe(1)
  })

  test('warns of objects that were made in another way', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl create -f svc.yaml')
    const { stdout, stderr } = await laptop.run('kubectl apply -f svc.yaml')
    expect(stdout).toBe('service/web-svc configured\n')
    expect(stderr).toMatch(/^Warning: resource services\/web-svc is missing the kubectl\.kub/)
  })

  test('deletes with --prune what the files have no more', async () => {
    const labelled = (name: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {of: us}}\n`
    const laptop = laptopWith({ all: '', 'one.yaml': labelled('one'), 'two.yaml': labelled('two') })
    await laptop.run('kubectl apply -f one.yaml -f two.yaml')
    const { stdout } = await laptop.run('kubectl apply -f two.yaml --prune -l of=us')
    expect(stdout).toBe('configmap/two unchanged\nconfigmap/one pruned\n')
  })

  test.each([
    ['apply', 'must specify one of -f and -k'],
    ['apply -f svc.yaml --force-conflicts', '--force-conflicts only works with --server-side'],
    [
      'apply -f svc.yaml --server-side --dry-run=client',
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    ],
    [
      'apply -f nokind.yaml',
      'error validating "nokind.yaml": error validating data: kind not set; if you choose to ' +
        'ignore these errors, turn validation off with --validate=false',
    ],
  ])('is refused: %s', async (line, message) => {
    const laptop = laptopWith({ ...both, 'nokind.yaml': 'apiVersion: v1\nmetadata: {name: x}\n' })
    expect((await laptop.run(`kubectl ${line}`)).stderr).toBe(`error: ${message}\n`)
  })

  test('shows and sets what it was last given', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl apply -f svc.yaml')
    await laptop.run('kubectl apply set-last-applied -f svc2.yaml')
    const { stdout } = await laptop.run('kubectl apply view-last-applied svc/web-svc')
    expect(stdout).toContain('  - port: 8081\n')
    expect((await laptop.run('kubectl get svc web-svc -o jsonpath={..port}')).stdout).toBe('80')
  })
})

describe('apply --server-side', () => {
  const settings = (value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {color: ${value}}\n`

  test('leaves it to the server what changes', async () => {
    const laptop = laptopWith({ 'blue.yaml': settings('blue') })
    expect((await laptop.run('kubectl apply --server-side -f blue.yaml')).stdout).toBe(
      'configmap/settings serverside-applied\n',
    )
    expect(laptop.asked.at(-1)).toMatchObject({
      method: 'PATCH',
      query: { fieldManager: 'kubectl', fieldValidation: 'Strict', force: 'false' },
      headers: { 'content-type': 'application/apply-patch+yaml' },
    })
  })

  test('advises whoever would change what another manager owns', async () => {
    const laptop = laptopWith({ 'blue.yaml': settings('blue'), 'red.yaml': settings('red') })
    await laptop.run('kubectl apply --server-side -f blue.yaml')
    const line = 'kubectl apply --server-side --field-manager=other -f red.yaml'
    const { code, stderr } = await laptop.run(line)
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^error: Apply failed with 1 conflict: conflict with "kubectl": \.data\.color\nPlease review/,
    )
    expect((await laptop.run(`${line} --force-conflicts`)).stdout).toBe(
      'configmap/settings serverside-applied\n',
    )
    const read = await laptop.run('kubectl get configmap settings -o jsonpath={.data.color}')
    expect(read.stdout).toBe('red')
  })

  test('takes over what client-side apply has owned', async () => {
    const laptop = laptopWith({ 'blue.yaml': settings('blue') })
    await laptop.run('kubectl apply -f blue.yaml')
    await laptop.run('kubectl apply --server-side -f blue.yaml')
    const { stdout } = await laptop.run(
      'kubectl get configmap settings --show-managed-fields -o jsonpath={..manager}',
    )
    expect(stdout.split(' ').sort()).toEqual(['kubectl', 'kubectl-last-applied'])
  })
})

describe('diff', () => {
  test('shows what apply would change, and ends with 1', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl apply -f svc.yaml')
    const { code, stdout } = await laptop.run('kubectl diff -f svc2.yaml')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^diff -u -N \/tmp\/LIVE-\d+\/v1\.Service\.default\.web-svc \/tmp\/MERGED/,
    )
    expect(stdout).toContain('\n-  - port: 80\n+  - port: 8081\n     protocol: TCP\n')
    expect(laptop.asked.at(-1)?.query).toEqual({
      dryRun: 'All',
      fieldManager: 'kubectl-client-side-apply',
    })
  })

  test('is silent when nothing would change, and ends with 2 when it cannot tell', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl apply -f svc.yaml')
    expect((await laptop.run('kubectl diff -f none.yaml')).code).toBe(2)
    expect((await laptop.run('kubectl diff')).code).toBe(2)
  })
})

describe('replace', () => {
  test('sends the whole object with the version that the server has', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl create -f svc.yaml')
    expect((await laptop.run('kubectl replace -f svc2.yaml')).stdout).toBe(
      'service/web-svc replaced\n',
    )
    expect(laptop.asked.at(-1)).toMatchObject({
      method: 'PUT',
      query: { fieldManager: 'kubectl-replace', fieldValidation: 'Strict' },
      body: { metadata: { resourceVersion: expect.stringMatching(/^\d+$/) } },
    })
  })

  test('by force deletes and creates', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl create -f svc.yaml')
    expect((await laptop.run('kubectl replace --force -f svc.yaml')).stdout).toBe(
      'service "web-svc" deleted\nservice/web-svc replaced\n',
    )
  })
})

describe('edit', () => {
  const edited = async (laptop: Laptop, change: (text: string, turn: number) => string) => {
    let turn = 0
    const edit = async (_: string, text: string) => change(text, turn++)
    return laptop.run('kubectl edit svc web-svc', { edit })
  }

  test('patches what was changed in the text', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl create -f svc.yaml')
    const { stdout } = await edited(laptop, (text) => {
      expect(text).not.toContain('managedFields')
      return text.replace('sessionAffinity: None', 'sessionAffinity: ClientIP')
    })
    expect(stdout).toBe('service/web-svc edited\n')
    expect(laptop.asked.at(-1)).toMatchObject({
      query: { fieldManager: 'kubectl-edit', fieldValidation: 'Strict' },
      body: { spec: { sessionAffinity: 'ClientIP' } },
    })
  })

  test('is cancelled by a text that stays as it is', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl create -f svc.yaml')
    expect(await edited(laptop, (text) => text)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'Edit cancelled, no changes made.\n',
    })
  })

  test('opens again with what the server has against it', async () => {
    const laptop = laptopWith(both)
    await laptop.run('kubectl create -f svc.yaml')
    const seen: string[] = []
    const { code, stderr } = await edited(laptop, (text, turn) => {
      seen.push(text)
      return turn === 0 ? text.replace('port: 80\n', 'port: 70000\n') : text
    })
    expect(code).toBe(1)
    expect(seen[1]).toContain(
      '# services "web-svc" was not valid:\n' +
        '# * spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive\n#\n',
    )
    expect(stderr).toMatch(
      /^error: services "web-svc" is invalid\nA copy of your changes has been stored to "\/tmp\/.*/,
    )
    expect(stderr).toContain('"\nerror: Edit cancelled, no valid changes were saved.\n')
  })
})
