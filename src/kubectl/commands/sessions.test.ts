import { describe, expect, test } from 'vitest'
import type { SessionChunk, SessionInput } from '../../engine/api/session'
import type { Client } from '../client'
import { createKubectl } from '../program'
import { Laptop } from '../testing/laptop'
import type { World } from '../world'

async function withWeb(): Promise<Laptop> {
  const laptop = Laptop.settled()
  await laptop.run('kubectl create deployment web --image=nginx:alpine --replicas=2')
  await laptop.run('kubectl expose deployment web --port=80')
  await laptop.run('kubectl run p1 --image=nginx:alpine')
  laptop.cluster.settle()
  return laptop
}

describe('exec', () => {
  test('joins the streams of a command, and ends as it ends', async () => {
    const laptop = await withWeb()
    expect(await laptop.run('kubectl exec p1 -- hostname')).toEqual({
      code: 0,
      stdout: 'p1\n',
      stderr: '',
    })
    expect((await laptop.run('kubectl exec -i p1 -- cat', { stdin: 'abc\n' })).stdout).toBe('abc\n')
    expect(await laptop.run('kubectl exec p1 -- sh -c "exit 3"')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'command terminated with exit code 3\n',
    })
  })

  test('finds a Pod of a deployment or a Service', async () => {
    const laptop = await withWeb()
    for (const word of ['deploy/web', 'svc/web', 'deployment/web']) {
      expect((await laptop.run(`kubectl exec ${word} -- echo hi`)).stdout).toBe('hi\n')
    }
  })

  test('shows what a shell runs as processes, which can be stopped', async () => {
    const laptop = await withWeb()
    const script = 'sleep 100 & sleep 200 & ps | grep "sleep .00$"; kill $!; ps | grep "sleep .00$"'
    expect((await laptop.run(`kubectl exec p1 -- sh -c '${script}'`)).stdout).toBe(
      '    8 root      0:00 sleep 100\n' +
        '    9 root      0:00 sleep 200\n' +
        '    8 root      0:00 sleep 100\n',
    )
  })

  test.each([
    ['exec p1', 'error: you must specify at least one command for the container\n'],
    ['exec nope -- ls', 'Error from server (NotFound): pods "nope" not found\n'],
    [
      'exec p1 -c zz -- ls',
      'Error from server (BadRequest): container zz is not valid for pod p1\n',
    ],
    ['exec', 'error: pod, type/name or --filename must be specified\n'],
  ])('is refused: %s', async (line, message) => {
    const { code, stderr } = await (await withWeb()).run(`kubectl ${line}`)
    expect({ code, stderr }).toEqual({ code: 1, stderr: message })
  })
})

describe('run --rm -i', () => {
  test('prints what the container says, and cleans up', async () => {
    const laptop = await withWeb()
    const line = 'kubectl run test --rm -i --restart=Never --image=busybox -- echo hi'
    expect(await laptop.run(line)).toEqual({
      code: 0,
      stdout: 'hi\npod "test" deleted\n',
      stderr: "If you don't see a command prompt, try pressing enter.\n",
    })
    expect((await laptop.run('kubectl get pod test')).stderr).not.toBe('')
  })

  test("ends with the container's code when it is not restarted", async () => {
    const laptop = await withWeb()
    const line = 'kubectl run test --rm -i --restart=Never --image=busybox -- false'
    const { code, stderr } = await laptop.run(line)
    expect(code).toBe(1)
    expect(stderr.split('\n').at(-2)).toBe('pod default/test terminated (Error)')
  })
})

describe('cp', () => {
  test('takes a file into a container and out of it', async () => {
    const laptop = await withWeb()
    laptop.texts.set('f.txt', 'Grüße\n')
    expect((await laptop.run('kubectl cp f.txt p1:/tmp/g.txt')).code).toBe(0)
    expect((await laptop.run('kubectl exec p1 -- cat /tmp/g.txt')).stdout).toBe('Grüße\n')
    expect((await laptop.run('kubectl cp p1:/tmp/g.txt back.txt')).code).toBe(0)
    expect(laptop.texts.get('back.txt')).toBe('Grüße\n')
  })
})

describe('port-forward', () => {
  test('listens on both loopback addresses until Ctrl-C', async () => {
    const laptop = await withWeb()
    const line = 'kubectl port-forward svc/web 8080:80'
    expect(await laptop.run(line, { milliseconds: 1_000 })).toEqual({
      code: 0,
      stdout: 'Forwarding from 127.0.0.1:8080 -> 80\nForwarding from [::1]:8080 -> 80\n',
      stderr: '',
    })
  })

  test('knows the ports of the Service', async () => {
    const { stderr } = await (await withWeb()).run('kubectl port-forward svc/web 8080:99')
    expect(stderr).toBe('error: Service web does not have a service port 99\n')
  })
})

/** kubectl at a terminal, before a session that brings what it is given. */
async function atTerminal(words: readonly string[], chunks: readonly SessionChunk[]) {
  const laptop = await withWeb()
  const sent: SessionInput[] = []
  let [stdout, stderr, isRaw] = ['', '', false]
  const client: Client = {
    ...laptop.machine().client,
    connect: async () => ({
      chunks: (async function* () {
        yield* chunks
      })(),
      send: (input) => void sent.push(input),
    }),
  }
  const output = (write: (text: string) => void) => ({ isTerminal: true, columns: 100, write })
  const world: World = {
    client,
    stdin: {
      isTerminal: true,
      read: () => new Promise(() => undefined),
      raw: () => {
        isRaw = true
        return () => {
          isRaw = false
        }
      },
    },
    stdout: output((text) => {
      stdout += text
    }),
    stderr: output((text) => {
      stderr += text
    }),
    files: laptop.machine().files,
    environment: {},
    signal: new AbortController().signal,
    now: () => 0,
    sleep: async () => undefined,
    random: () => 0,
  }
  const code = await createKubectl()(words, world)
  return { code, stdout, stderr, sent, isRaw }
}

const success: SessionChunk = {
  type: 'status',
  status: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 200 },
}

describe('at a terminal', () => {
  test('exec -it takes the keys and gives them back', async () => {
    const chunks: readonly SessionChunk[] = [{ type: 'stdout', text: '/ # ' }, success]
    const { code, stdout, sent, isRaw } = await atTerminal(
      ['exec', '-it', 'p1', '--', 'sh'],
      chunks,
    )
    expect({ code, stdout, isRaw }).toEqual({ code: 0, stdout: '/ # ', isRaw: false })
    expect(sent).toEqual([{ type: 'resize', columns: 100, rows: 24 }, { type: 'close' }])
  })

  test('port-forward tells of each connection, and of a port that is taken', async () => {
    const { code, stdout, stderr } = await atTerminal(
      ['port-forward', 'pod/p1', '8080:80'],
      [
        { type: 'listening', localPort: 8080, port: 80 },
        { type: 'accepted', localPort: 8080 },
        { type: 'accepted', localPort: 8080 },
      ],
    )
    expect(stdout.split('\n').slice(2)).toEqual([
      'Handling connection for 8080',
      'Handling connection for 8080',
      '',
    ])
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'error: lost connection to pod\n' })
    const taken = await atTerminal(
      ['port-forward', 'pod/p1', '8080:80'],
      [{ type: 'refused', localPort: 8080, error: 'address already in use' }],
    )
    expect(taken.stderr).toBe(
      'error: unable to listen on any of the requested ports: [{8080 80}]\n',
    )
  })
})

describe('Ctrl-C', () => {
  test.each([
    ['get pods -w', 1],
    ['logs -f p1', 1],
    ['delete pod slow', 1],
    ['wait --for=condition=Ready=False pod/p1', 1],
    ['port-forward pod/p1 8080:80', 0],
    ['exec p1 -- sleep 100', 130],
    ['attach p1', 130],
  ])('ends %s with %i, and it complains of nothing', async (line, code) => {
    const laptop = await withWeb()
    const spec = '{"spec":{"terminationGracePeriodSeconds":60}}'
    const stubborn = `sh -c 'trap "" TERM; while true; do sleep 1; done'`
    await laptop.run(`kubectl run slow --image=busybox --overrides='${spec}' -- ${stubborn}`)
    laptop.cluster.settle()
    const ended = await laptop.run(`kubectl ${line}`, { milliseconds: 2_000 })
    expect({ code: ended.code, error: ended.stderr.includes('rror') }).toEqual({
      code,
      error: false,
    })
  })
})
