import { describe, expect, it } from 'vitest'
import { defineImage, type Image, type ProcessMessage, type System } from '../images/image'
import { milliseconds, seconds } from '../sim'
import { client, DNS_ADDRESS, Lab, type LabPod, service, slice } from '../testing/lab'

type Receive = (message: ProcessMessage, system: System) => void

// An image from what it does at its start and on a message; its memory counts the messages.
const image = (name: string, start: (system: System) => void, receive: Receive = () => {}): Image =>
  defineImage<number>({
    name,
    tags: [],
    sizeBytes: 0,
    entrypoint: [],
    command: [],
    exposes: [],
    start(system) {
      start(system)
      return 0
    },
    receive(memory, message, system) {
      receive(message, system)
      return memory + 1
    },
    exec: (memory, argv) =>
      argv[0] === 'count' ? { code: memory > 0 ? 0 : 1, output: `seen ${memory}` } : undefined,
  }) as Image

const teapot = image(
  'teapot',
  (system) => system.listen(8080),
  (message, system) => {
    if (message.type === 'signal') system.exit(3)
    if (message.type !== 'request') return
    const status = Number(message.request.path.slice(1)) || 200
    system.respond(message.id, { status, body: 'tea' }, seconds(status === 504 ? 30 : 0))
  },
)

// Fetches the URLs it is given, one after the other, and prints what becomes of them.
const fetcher = (...urls: readonly string[]): Image =>
  image(
    'fetcher',
    (system) => void system.fetch({ url: urls[0] ?? '', timeout: seconds(20) }),
    (message, system) => {
      if (message.type === 'response') {
        system.print(`${message.id} ${message.response.status} ${message.response.body}\n`)
      } else if (message.type === 'failure') {
        const { reason } = message.failure
        const detail = 'rcode' in message.failure ? ` ${message.failure.rcode}` : ''
        system.print(`${reason}${detail} at ${system.now}\n`)
      }
    },
  )

const pods: readonly LabPod[] = [
  { name: 'dns', node: 'node-1', ip: '10.244.0.2', image: 'dns' },
  { name: 'tea', node: 'node-2', ip: '10.244.1.5', image: 'teapot' },
]
const [dns, tea] = pods as [LabPod, LabPod]
const services = [
  service('dns', {
    clusterIP: DNS_ADDRESS,
    ports: [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 }],
  }),
  service('tea', { clusterIP: '10.96.0.100' }),
]
const slices = [
  slice('dns', [dns], { name: 'dns', port: 53, protocol: 'UDP' }),
  slice('tea', [tea]),
]

const lab = (images: readonly Image[] = [], more: readonly LabPod[] = []): Lab =>
  new Lab({ pods: [...pods, ...more], services, slices, images: [teapot, ...images] })

const processOf = (of: Lab, pod: string): string =>
  `process-${of.simulation.state.sandboxes.get(`default/${pod}`)?.lives.at(-1)?.process}`

describe('a probe', () => {
  type Handler = Parameters<ReturnType<Lab['runtime']>['probe']>[0]['handler']

  const http = (path: string, port = 8080): Handler => ({
    type: 'http',
    address: '10.244.1.5',
    port,
    path,
    headers: {},
  })
  const tcp = (address: string, port: number): Handler => ({ type: 'tcp', address, port })

  function probe(handler: Handler): string {
    const own = lab()
    const process = processOf(own, 'tea')
    own.simulation.apply(() =>
      own
        .runtime()
        .probe({ id: 'p', node: 'node-2', pod: 'default/tea', process, handler, timeout: 1e6 }),
    )
    own.simulation.advance(seconds(3))
    const [result] = own.events
    if (result?.event.type !== 'probed') return 'nothing'
    return result.event.success ? 'success' : result.event.message
  }

  const url = 'http://10.244.1.5'
  it.each<[string, Handler, string]>([
    ['succeeds with a status below 400', http('/204'), 'success'],
    ['fails with one of 400 or above', http('/503'), 'HTTP probe failed with statuscode: 503'],
    [
      'fails where nobody listens',
      http('/', 8081),
      `Get "${url}:8081/": dial tcp 10.244.1.5:8081: connect: connection refused`,
    ],
    [
      'fails when the answer takes too long',
      http('/504'),
      `Get "${url}:8080/504": context deadline exceeded ` +
        '(Client.Timeout exceeded while awaiting headers)',
    ],
    ['of TCP succeeds where somebody listens', tcp('10.244.1.5', 8080), 'success'],
    [
      'of TCP fails where nobody does',
      tcp('10.244.1.5', 1),
      'dial tcp 10.244.1.5:1: connect: connection refused',
    ],
    [
      'of TCP fails where nobody is',
      tcp('10.244.1.99', 80),
      'dial tcp 10.244.1.99:80: i/o timeout',
    ],
    ['by command fails with its code', { type: 'exec', argv: ['count'] }, 'seen 0'],
    [
      'by command fails without such a program',
      { type: 'exec', argv: ['nope'] },
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": ' +
        'executable file not found in $PATH: unknown',
    ],
  ])('%s', (_title, handler, result) => {
    expect(probe(handler)).toBe(result)
  })
})

describe('a process', () => {
  it('that is killed exits with 137', () => {
    const own = lab()
    const process = processOf(own, 'tea')
    own.runtime().signal(process, 'SIGKILL')
    expect(own.events).toEqual([{ node: 'node-2', event: { type: 'exited', process, code: 137 } }])
  })

  it('answers other signals itself', () => {
    const own = lab()
    const process = processOf(own, 'tea')
    own.runtime().signal(process, 'SIGTERM')
    expect(own.events).toEqual([{ node: 'node-2', event: { type: 'exited', process, code: 3 } }])
  })

  it('leaves a port behind that refuses', () => {
    const own = lab()
    own.runtime().signal(processOf(own, 'tea'), 'SIGKILL')
    own.traffic([client('late', { type: 'node', name: 'node-1' }, 'http://10.96.0.100')])
    own.simulation.advance(milliseconds(50))
    expect([...own.records.values()].map(({ outcome }) => outcome)).toEqual(['refused'])
  })

  it('that dies with a request in hand leaves the client without an answer', () => {
    const own = lab(
      [fetcher('http://tea/504')],
      [{ name: 'client', node: 'node-1', ip: '10.244.0.9', image: 'fetcher' }],
    )
    own.simulation.advance(milliseconds(100))
    own.runtime().signal(processOf(own, 'tea'), 'SIGKILL')
    own.simulation.advance(seconds(1))
    expect(own.log('client')[0]).toMatch(/^empty /)
  })

  it('prints lines, of which the last thousand are kept', () => {
    const many = image('printer', (system) => {
      for (let line = 0; line < 1500; line++) system.print(`line ${line}\nhalf`)
      system.print(' a line')
    })
    const own = lab([many], [{ name: 'p', node: 'node-1', ip: '10.244.0.7', image: 'printer' }])
    const lines = own.log('p')
    expect(lines.at(-1)).toBe('halfline 1499')
    expect(lines.length).toBeGreaterThan(950)
    expect(lines.length).toBeLessThanOrEqual(1000)
  })

  it('is woken when it asked to be', () => {
    const sleeper = image(
      'sleeper',
      (system) => system.sleep(seconds(5), 'up'),
      (message, system) => {
        if (message.type === 'timer') system.print(`${message.tag} at ${system.now}\n`)
      },
    )
    const own = lab([sleeper], [{ name: 's', node: 'node-1', ip: '10.244.0.7', image: 'sleeper' }])
    own.simulation.advance(seconds(6))
    expect(own.log('s')).toEqual(['up at 5000000'])
  })
})

describe('a Pod', () => {
  it('that is stopped answers nobody, and leaves its logs until it is removed', () => {
    const greeter = image('greeter', (system) => {
      system.listen(8080)
      system.print('hello\n')
    })
    const own = lab([greeter], [{ name: 'g', node: 'node-1', ip: '10.244.0.7', image: 'greeter' }])
    const process = processOf(own, 'g')
    own.runtime().stopPod('default/g')
    own.traffic([client('late', { type: 'node', name: 'node-1' }, 'http://10.244.0.7:8080')])
    own.simulation.advance(seconds(3))
    expect(new Set([...own.records.values()].map(({ outcome }) => outcome))).toContain('timeout')
    expect(own.log('g')).toEqual(['hello'])
    own.runtime().removePod('default/g')
    expect(own.plane.log(own.simulation.state, process)).toEqual([])
  })
  it('that is stopped sends nothing any more', () => {
    const own = lab([], [{ name: 'c', node: 'node-1', ip: '10.244.0.9', image: 'idle' }])
    own.traffic([client('c', { type: 'pod', namespace: 'default', name: 'c' }, 'http://tea')])
    own.simulation.advance(seconds(1))
    const { started } = own.plane.trafficCount(own.simulation.state, 'c')
    expect(started).toBeGreaterThan(0)
    own.runtime().stopPod('default/c')
    own.simulation.advance(seconds(4))
    expect(own.plane.trafficCount(own.simulation.state, 'c').started).toBe(started)
  })
})

describe('a request of a process', () => {
  const fetched = (url: string, own?: (lab: Lab) => void): string | undefined => {
    const one = lab(
      [fetcher(url)],
      [{ name: 'client', node: 'node-1', ip: '10.244.0.9', image: 'fetcher' }],
    )
    own?.(one)
    one.simulation.advance(seconds(30))
    return one.log('client')[0]
  }

  it('brings the response', () => {
    expect(fetched('http://tea/418')).toMatch(/^\d+ 418 tea$/)
  })
  it('carries the headers that the program gave it, and leaves no connection behind', () => {
    const mirror = image(
      'mirror',
      (system) => system.listen(8080),
      (message, system) => {
        if (message.type !== 'request') return
        system.respond(message.id, { status: 200, body: JSON.stringify(message.request.headers) })
      },
    )
    const one = lab(
      [fetcher('http://10.244.1.6:8080'), mirror],
      [
        { name: 'mirror', node: 'node-2', ip: '10.244.1.6', image: 'mirror' },
        { name: 'client', node: 'node-1', ip: '10.244.0.9', image: 'fetcher' },
      ],
    )
    one.simulation.advance(seconds(1))
    expect(one.log('client')[0]).toMatch(/200 {"host":"10.244.1.6:8080"}$/)
    expect(one.simulation.state.connections.values()).toEqual([])
  })
  it('stays on the loopback of its own Pod, whoever else speaks on theirs', () => {
    const selfish = image(
      'selfish',
      (system) => {
        system.listen(80)
        system.fetch({ url: 'http://127.0.0.1' })
      },
      (message, system) => {
        if (message.type === 'request') {
          system.respond(message.id, { status: 200, body: system.hostname }, seconds(1))
        }
        if (message.type === 'response') system.print(`${message.response.body}\n`)
      },
    )
    const one = lab(
      [selfish],
      ['a', 'b', 'c'].map((name, index) => ({
        name,
        node: 'node-1',
        ip: `10.244.0.${20 + index}`,
        image: 'selfish',
      })),
    )
    one.simulation.advance(seconds(5))
    expect(['a', 'b', 'c'].map((name) => one.log(name))).toEqual([['a'], ['b'], ['c']])
  })
  it('goes by the search list: as many dots as it takes', () => {
    expect(fetched('http://tea.default.svc.cluster.local')).toMatch(/200 tea$/)
    expect(fetched('http://tea.default')).toMatch(/200 tea$/)
    expect(fetched('http://tea.default.svc.cluster.local./')).toMatch(/200 tea$/)
    expect(fetched('http://tea./')).toMatch(/^name NXDOMAIN/)
  })
  it('fails at once for a name that cannot be sent', () => {
    expect(fetched(`http://${'a'.repeat(64)}`)).toBe('name NXDOMAIN at 0')
    expect(fetched('nonsense://tea')).toBe('url at 0')
  })
  it('gives the name server five seconds', () => {
    const line = fetched('http://tea', (own) => own.runtime().removePod('default/dns'))
    expect(line).toBe('name TIMEOUT at 5000000')
  })
  it('gives a silent address as long as it was told to', () => {
    expect(fetched('http://10.244.1.99')).toBe('timeout at 20000000')
  })
  it('is met when the server comes up before the SYN is sent again', () => {
    const tea2 = { ...tea, name: 'tea-2', ip: '10.244.1.98' }
    const late = lab(
      [fetcher('http://10.244.1.98:8080')],
      [{ name: 'client', node: 'node-1', ip: '10.244.0.9', image: 'fetcher' }],
    )
    late.simulation.advance(milliseconds(2500))
    late.start(tea2)
    late.simulation.advance(seconds(6))
    expect(late.log('client')[0]).toMatch(/200 tea$/)
  })
})
