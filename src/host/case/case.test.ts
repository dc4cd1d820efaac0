import { describe, expect, it } from 'vitest'
import { run } from '../command-line'

const manifest = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: node-2, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty}
spec: {clusterIP: None, selector: {app: nobody}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: far}
spec: {type: ExternalName, externalName: example.com}
`

async function caseOf(probes: string) {
  const files: Readonly<Record<string, string>> = { 's.yaml': manifest, 'p.json': probes }
  const out: string[] = []
  const errors: string[] = []
  const code = await run(['case', 's.yaml', 'p.json'], {
    readFile: (path) => files[path] ?? '',
    out: (text) => out.push(text),
    error: (line) => errors.push(line),
    asked: async () => undefined,
  })
  return { code, out: out.join(''), errors }
}

const probe = (more: object) =>
  JSON.stringify([{ id: 'a', from: { node: 'node-1' }, to: 'web:80', ...more }])

describe('case', () => {
  it('is a document of nodes, Pods, balancers and probes', async () => {
    const { code, out } = await caseOf(probe({ count: 3, timeoutMs: 900, note: 'mine' }))
    expect(code).toBe(0)
    const made = JSON.parse(out)
    expect(Object.keys(made)).toEqual(['nodes', 'pods', 'loadBalancers', 'probes'])
    expect(made.nodes[1]).toEqual({
      name: 'node-2',
      ip: '192.168.1.12',
      podCIDR: '10.244.1.0/24',
      podGateway: '10.244.1.1',
      rules: expect.stringMatching(/^\*mangle\n[\s\S]+COMMIT\n$/),
    })
    const { ip } = made.pods.find(({ name }: { name: string }) => name === 'web')
    expect(made.pods).toContainEqual({
      name: 'web',
      ip: expect.stringMatching(/^10\.244\.1\.\d+$/),
      node: 'node-2',
      listen: [{ port: 80, protocol: 'TCP' }],
    })
    expect(made.pods).toContainEqual({
      name: 'kube-system/kube-apiserver-node-1',
      ip: '192.168.1.11',
      node: 'node-1',
      listen: [{ port: 6443, protocol: 'TCP' }],
    })
    const dns = made.pods.filter(({ name }: { name: string }) => /^kube-system\/coredns/.test(name))
    expect(dns).toHaveLength(2)
    expect(dns[0].listen).toContainEqual({ port: 53, protocol: 'UDP' })
    expect(made.probes).toEqual([
      {
        id: 'a',
        from: { node: 'node-1' },
        to: expect.stringMatching(/^10\.\d+\.\d+\.\d+:80$/),
        protocol: 'TCP',
        count: 3,
        timeoutMs: 900,
        note: 'mine',
        expect: {
          outcome: 'ok',
          pods: { web: 1 },
          sources: { web: ['192.168.1.11'] },
          sourceKinds: ['client'],
        },
      },
    ])
    expect(ip).toBeDefined()
  })

  it('may have no probes', async () => {
    const { code, out } = await caseOf('[]')
    expect(code).toBe(0)
    expect(JSON.parse(out).probes).toEqual([])
  })

  it.each([
    ['[{"id": "a"', 'p.json:1:12: '],
    ['{}', 'p.json: a list of probes is expected'],
    ['[1]', 'p.json: [0]: a probe is an object'],
    [probe({ id: undefined }), 'p.json: [0].id: missing'],
    [probe({ from: { pod: 'nobody' } }), 'p.json: [0].from: there is no Pod "nobody"'],
    [probe({ from: { node: 'node-9' } }), 'p.json: [0].from: there is no node "node-9"'],
    [probe({ from: { external: 'x' } }), 'p.json: [0].from.external: "x" is no IPv4 address'],
    [probe({ from: {} }), 'p.json: [0].from: one of pod, node and external, a text'],
    [probe({ to: 'web' }), 'p.json: [0].to: "web" does not end in a port, :1 to :65535'],
    [probe({ to: 'web:x' }), 'p.json: [0].to: "web:x" does not end in a port, :1 to :65535'],
    [probe({ to: 'shop:80' }), 'p.json: [0].to: there is no Service, Pod or node "shop"'],
    [probe({ to: 'empty:80' }), 'p.json: [0].to: Service "empty" in default is headless, and has'],
    [
      probe({ to: 'far:80' }),
      'p.json: [0].to: Service "far" in default is an alias of example.com',
    ],
    [probe({ protocol: 'SCTP' }), 'p.json: [0].protocol: "SCTP": one of TCP, UDP, ICMP'],
    [probe({ count: 0 }), 'p.json: [0].count: 0: a whole number from 1 to 5000'],
    [probe({ via: 'node-9' }), 'p.json: [0].via: there is no node "node-9"'],
    [probe({ bind: '10.9.9.9' }), 'p.json: [0].bind: 10.9.9.9 is no address of the client'],
    [
      probe({}).replace(/.*/, (one) => `${one.slice(0, -1)},${one.slice(1)}`),
      'two probes are called',
    ],
  ])('says what is wrong with probes, and where: %s', async (probes, expected) => {
    const { code, out, errors } = await caseOf(probes)
    expect(errors[0]).toContain(expected)
    expect(code).toBe(2)
    expect(out).toBe('')
  })
})
