import { describe, expect, it } from 'vitest'
import { fakeClient } from '../../kubectl/fixture'
import { TestShell } from '../fixture'

/** A machine beside two nodes, on which every command says what it is. */
function beside(): { bash: TestShell; opened: string[] } {
  const items = ['node-1', 'node-2'].map((name, index) => ({
    metadata: {
      name,
      uid: `d5ac21b9-8a3e-4fd5-a4${index}f-3a1c56f1a0b2`,
      creationTimestamp: `2026-01-05T08:${index === 0 ? '57:00' : '59:20'}Z`,
    },
    status: { nodeInfo: { kubeletVersion: 'v1.34.1' } },
  }))
  const opened: string[] = []
  const client = {
    ...fakeClient(({ path }) => (path === '/api/v1/nodes' ? { items } : undefined)),
    connect: async ({ path, query }: { path: string; query?: { command?: unknown } }) => {
      const command = (query?.command as readonly string[] | undefined) ?? []
      opened.push(`${path} ${command.join(' ')}`)
      const chunks = (async function* () {
        yield { type: 'stdout', text: 'done there\n' } as const
        yield { type: 'status', status: { status: 'Success' } as never } as const
      })()
      return { chunks, send: () => undefined }
    },
  }
  return { bash: new TestShell({ client }), opened }
}

describe('a node', () => {
  it.each([
    ['docker exec node-1 ip route', '/playground/v1/hosts/node-1/exec ip route'],
    ['ssh root@node-2 ip route', '/playground/v1/hosts/node-2/exec bash -c ip route'],
    ['ssh node-2', '/playground/v1/hosts/node-2/exec bash'],
  ])('is entered by %s', async (line, wanted) => {
    const { bash, opened } = beside()
    expect(await bash.run(line)).toBe('done there\n')
    expect(opened).toEqual([wanted])
  })
  it('is a container of its version and age', async () => {
    const [title = '', ...rows] = (await beside().bash.run('docker ps')).trimEnd().split('\n')
    const cells = (line: string) => line.split(/ {2,}/)
    expect(cells(title)).toEqual([
      'CONTAINER ID',
      'IMAGE',
      'COMMAND',
      'CREATED',
      'STATUS',
      'PORTS',
      'NAMES',
    ])
    const [id, image, command] = ['d5ac21b98a3e', 'kindest/node:v1.34.1', '"/usr/local/bin/entr…"']
    expect(rows.map(cells)).toEqual([
      [id, image, command, '3 minutes ago', 'Up 3 minutes', 'node-1'],
      [id, image, command, '40 seconds ago', 'Up 40 seconds', 'node-2'],
    ])
    expect(new Set([title, ...rows].map((line) => line.lastIndexOf('   '))).size).toBe(1)
  })
  it.each([
    ['docker exec node-9 ls', 'Error response from daemon: No such container: node-9\n'],
    ['docker exec node-1', "docker: 'docker exec' requires at least 2 arguments\n"],
    ['docker run nginx', expect.stringContaining('docker: of docker, this machine has')],
    ['ssh node-9', 'ssh: Could not resolve hostname node-9: Name or service not known\n'],
  ])('is missed by %s', async (line, wanted) => {
    expect(await beside().bash.run(line)).toEqual(wanted)
  })
})
