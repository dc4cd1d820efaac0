import { describe, expect, it } from 'vitest'
import { Cluster } from '../../engine'
import type { Summary } from '../../projection/summary'
import { epoch, type RequestRecord } from '../store'
import { blank } from '../store/picture'
import { splitDocuments } from './documents'
import { idOf } from './links'
import { OwnRequests } from './own-requests'
import { namespaceIn } from './prompt-text'
import { TerminalInput } from './terminal-input'

describe('the clock of the laptop', () => {
  it('is the cluster’s', () => {
    const response = Cluster.create({}).request({
      method: 'GET',
      path: '/api/v1/namespaces/default',
    })
    const { metadata } = (response as { body: { metadata: { creationTimestamp: string } } }).body
    expect(Date.parse(metadata.creationTimestamp)).toBe(epoch)
  })
})

describe('documents of the pane', () => {
  it('are files by kind and name', () => {
    const text = [
      'kind: Service\nmetadata:\n  labels:\n    name: other\n  name: web-svc',
      '# only a comment',
      'kind: Pod\nmetadata:\n  # which\n  name: "a"\nspec: {}',
      'nonsense: true\n',
    ].join('\n---\n')
    const documents = splitDocuments(text)
    expect([...documents.keys()]).toEqual(['service-web-svc', 'pod-a', 'document-3'])
    expect(documents.get('pod-a')).toContain('# which')
  })
})

describe('names in an output', () => {
  const summaries = new Map(
    ['service/default/web', 'pod/default/web-1', 'node/node-1'].map((id) => {
      const type = id.split('/')[0]
      return [id, { type, id, name: id.split('/').at(-1) } as Summary] as const
    }),
  ).set('deployment/default/web', {
    type: 'workload',
    id: 'deployment/default/web',
    name: 'web',
  } as Summary)

  it.each([
    ['web-1', 'pod/default/web-1'],
    ['pod/web-1', 'pod/default/web-1'],
    ['svc/web', 'service/default/web'],
    ['deployment.apps/web', 'deployment/default/web'],
    ['web', 'service/default/web'],
    ['node-1', 'node/node-1'],
    ['Running', undefined],
    ['pod/web', undefined],
  ])('%s', (word, id) => expect(idOf(word, summaries)).toBe(id))
})

describe('the namespace in the prompt', () => {
  const config = (current: string) =>
    [
      'apiVersion: v1',
      'contexts:',
      '- context:',
      '    cluster: kubernetes',
      '    namespace: team-a',
      '    user: admin',
      '  name: one',
      '- context:',
      '    cluster: kubernetes',
      '    user: admin',
      '  name: two',
      `current-context: ${current}`,
      'kind: Config',
      '',
    ].join('\n')

  it('is the current context’s', () => {
    expect(['one', 'two', 'none'].map((each) => namespaceIn(config(each)))).toEqual([
      'team-a',
      'default',
      'default',
    ])
    expect(namespaceIn('')).toBe('default')
  })
})

describe('the keyboard of a program that reads', () => {
  const typed = () => {
    let echoed = ''
    let interrupts = 0
    const input = new TerminalInput({
      echo: (text) => {
        echoed += text
      },
      interrupt: () => {
        interrupts++
      },
    })
    return { input, seen: () => [echoed, interrupts] as const }
  }

  it('gives whole lines, as they were when Enter was pressed', async () => {
    const { input, seen } = typed()
    input.type('ab')
    input.type('\x7fc\r')
    expect([await input.read(), seen()]).toEqual(['ac\n', ['ab\b \bc\n', 0]])
  })

  it('ends at Ctrl-D, and interrupts at Ctrl-C', async () => {
    const { input, seen } = typed()
    input.type('half\x03')
    input.type('\x04')
    expect([await input.read(), seen()]).toEqual([undefined, ['half^C\n', 1]])
  })

  it('gives every key as it is in raw mode, unechoed', async () => {
    const { input, seen } = typed()
    const restore = input.raw()
    input.type('\x03\x1b[A')
    expect([await input.read(), seen()]).toEqual(['\x03\x1b[A', ['', 0]])
    restore()
    expect(input.isRaw).toBe(false)
  })

  it('leaves what nobody read to the prompt', () => {
    const { input } = typed()
    input.type('ls\rpw')
    expect(input.takeRest()).toBe('ls\npw')
  })
})

describe('the requests of a terminal', () => {
  const picture = (
    era: number,
    ...requests: readonly (readonly [id: number, session: number])[]
  ) => ({
    ...blank,
    era,
    requests: new Map(requests.map(([id, session]) => [id, { id, session } as RequestRecord])),
  })

  it('are those of its sessions, each once', () => {
    const own = new OwnRequests(picture(1))
    own.opened(2)
    expect(own.newIn(picture(1, [1, 1], [2, 2]))).toEqual([2])
    expect(own.newIn(picture(1, [1, 1], [2, 2], [3, 1], [4, 2]))).toEqual([4])
  })

  it('begin anew where another cluster counts anew, after what that has had', () => {
    const own = new OwnRequests(picture(1))
    own.opened(2)
    own.newIn(picture(1, [9, 2]))
    expect(own.newIn(picture(2, [3, 2]))).toEqual([])
    own.opened(5)
    expect(own.newIn(picture(2, [3, 2], [4, 5], [5, 2]))).toEqual([4])
  })
})
