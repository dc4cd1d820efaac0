import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { first } from '../scenarios/presets'
import { run } from './command-line'

async function cluster(words: string, files: Readonly<Record<string, string>> = {}) {
  const out: string[] = []
  const errors: string[] = []
  const code = await run(words.split(' '), {
    readFile: (path) => {
      if (!(path in files)) throw new Error('no such file')
      return files[path] ?? ''
    },
    out: (text) => out.push(text),
    error: (line) => errors.push(line),
    asked: async () => undefined,
  })
  return { code, out: out.join(''), errors }
}
const files = { 'web.yaml': first.scenario('en').manifest }

describe('rules', () => {
  it('prints what kube-proxy has written on a node, once the cluster has settled', async () => {
    const { code, out, errors } = await cluster('rules web.yaml --node node-2', files)
    expect(errors).toEqual([])
    expect(code).toBe(0)
    expect(out).toMatch(/^\*mangle\n[\s\S]*^\*filter\n[\s\S]*^\*nat\n[\s\S]*^COMMIT\n$/m)
    expect(out.match(/--comment "default\/web-svc -> 10\.244\.\d\.\d+:8080" /g)).toHaveLength(3)
  })

  it('is the same for the same seed, and another for another', async () => {
    const words = 'rules web.yaml --node node-1 --nodes 2'
    const [one, same, other] = await Promise.all(
      [words, words, `${words} --seed 2`].map((each) => cluster(each, files)),
    )
    expect(one?.out).toBe(same?.out)
    expect(one?.out).not.toBe(other?.out)
  })
})

describe('a cluster of both families', () => {
  const asking = (spec: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}], ${spec}}\n`

  it('is there when it is asked for, or when a Service asks for IPv6', async () => {
    const both = 'ipFamilyPolicy: RequireDualStack'
    for (const spec of [both, 'ipFamilies: [IPv6]', 'clusterIP: "fd00:10:96::9"']) {
      const given = { 'web.yaml': asking(spec) }
      expect((await cluster('rules web.yaml --node node-1', given)).errors).toEqual([])
    }
    const plain = { 'web.yaml': asking('clusterIP: 10.96.0.99') }
    const [one, dual] = await Promise.all(
      ['', ' --dual-stack'].map((each) => cluster(`rules web.yaml --node node-1${each}`, plain)),
    )
    expect(dual).toEqual(one)
  })
})

describe('lesson', () => {
  const example = readFileSync(new URL('../../public/example-lesson.yaml', import.meta.url), 'utf8')

  it('walks each step, and says that it is as it says', async () => {
    const said = await cluster('lesson mine.yaml', { 'mine.yaml': example })
    expect(said).toEqual({ code: 0, out: 'share: as it says\n', errors: [] })
  })

  it('tells what is otherwise than a lesson says: answers, ways, the wrong way', async () => {
    const [before = '', after = ''] = example.replace('right: 2', 'right: 1').split('  wrong:')
    const [, words] = after.split('\nwords:')
    const [first] = before.split('  - - line: kubectl scale')
    const wrong = 'line: kubectl scale deployment blue --replicas=4\n  - seconds: 10'
    const text = `${first}  wrong:\n  - ${wrong}\nwords:${words}`
    const { code, errors } = await cluster('lesson mine.yaml', { 'mine.yaml': text })
    expect(code).toBe(2)
    expect(errors).toEqual([
      'share: answer 1 does not come true',
      'share: answer 2 comes true, too',
      'share: goals want two ways that differ',
      'share: the wrong way reaches the goals',
    ])
  })
})

describe('bad input', () => {
  it.each([
    ['', 'usage: cluster rules'],
    ['rules', 'usage: cluster rules'],
    ['rules web.yaml', 'rules: --node NAME is missing'],
    ['rules none.yaml --node node-1', 'none.yaml: no such file'],
    ['rules web.yaml --node node-9', 'no node "node-9"; there are node-1, node-2, node-3'],
    ['rules web.yaml --node node-1 --mode fast', '--mode fast: one of iptables, nftables, ipvs'],
    ['rules web.yaml --node node-1 --environment mars', '--environment mars: one of kubeadm,'],
    ['rules web.yaml --node node-1 --nodes 0', '--nodes 0: a whole number from 1 to 250'],
    ['rules web.yaml --node node-1 --seed x', '--seed x: a whole number from 0 to 4294967295'],
    ['rules web.yaml --node node-1 --frob', "Unknown option '--frob'"],
    ['serve --dns-port x', '--dns-port x: a whole number from 0 to 65535'],
    ['serve --api-port 70000', '--api-port 70000: a whole number from 0 to 65535'],
    ['serve --speed 0', '--speed 0: a number above 0'],
    ['case a.yaml', 'usage: cluster rules'],
    ['case web.yaml none.json --mode ipvs', 'case --mode ipvs: an oracle has iptables and'],
    ['case none.yaml b.json', 'none.yaml: no such file'],
    ['resolve', 'usage: cluster rules'],
    ['resolve a.json', 'a.json: no such file'],
    ['lesson a.yaml', 'a.yaml: no such file'],
    ['lesson web.yaml', 'web.yaml: must be one YAML document'],
  ])('is told in a line, with exit code 2: %s', async (words, expected) => {
    const { code, out, errors } = await cluster(words, files)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(errors[0]).toContain(expected)
  })

  it('in a file is told with its place', async () => {
    const bad = {
      'a.yaml': 'kind: Service\nmetadata: {name: a\n',
      'b.yaml':
        'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 70000\n',
    }
    expect(await cluster('rules a.yaml --node node-1', bad)).toMatchObject({
      code: 2,
      errors: [expect.stringMatching(/^a\.yaml:\d+:\d+: did not find expected/)],
    })
    expect(await cluster('rules b.yaml --node node-1', bad)).toMatchObject({
      code: 2,
      errors: [
        'b.yaml:7:11: The Service "web" is invalid: spec.ports[0].port: Invalid value: 70000: ' +
          'must be between 1 and 65535, inclusive',
        'b.yaml:7:5: The Service "web" is invalid: spec.ports[0].targetPort: Invalid value: ' +
          '70000: must be between 1 and 65535, inclusive',
      ],
    })
  })
})

describe('serve', () => {
  it('says where it answers, once it does, until it is asked to end', async () => {
    const { code, out, errors } = await cluster('serve --api-port 0 --scenario web.yaml', files)
    expect(errors).toEqual([])
    expect(out).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+\n$/)
    expect(code).toBe(0)
  })

  it('ends at once when something is wrong with the scenario', async () => {
    const { code, out } = await cluster('serve --scenario odd.yaml', { 'odd.yaml': 'kind: Odd' })
    expect(out).toBe('')
    expect(code).toBe(2)
  })
})
