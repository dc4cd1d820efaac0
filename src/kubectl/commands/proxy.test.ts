import { beforeAll, describe, expect, it } from 'vitest'
import { Laptop } from '../testing/laptop'

let laptop: Laptop
beforeAll(() => {
  laptop = Laptop.settled()
})

/** What `curl` says on the laptop. */
async function curl(...words: readonly string[]): Promise<string> {
  const channel = await laptop.machine().client.connect({
    method: 'POST',
    path: '/playground/v1/hosts/laptop/exec',
    query: { command: ['curl', '-s', ...words], stdout: 'true', stderr: 'true' },
  })
  if ('kind' in channel) throw new Error(channel.message)
  let said = ''
  for await (const chunk of channel.chunks) {
    if (chunk.type === 'stdout' || chunk.type === 'stderr') said += chunk.text
  }
  return said
}

describe('proxy', () => {
  it('serves the API on a port of the laptop, until it is stopped', async () => {
    const running = laptop.run('kubectl proxy --port=8001', { milliseconds: 20_000 })
    const node = await curl('localhost:8001/api/v1/nodes/node-1')
    expect(JSON.parse(node)).toMatchObject({ kind: 'Node', metadata: { name: 'node-1' } })
    expect(await curl('localhost:8001/healthz')).toBe('ok')
    const code = ['-o', '/dev/null', '-w', '%{http_code}']
    expect(await curl(...code, 'localhost:8001/api/v1/nodes/node-9')).toBe('404')
    expect(await curl('localhost:8001/api/v1/namespaces/x/pods/y/exec')).toBe('Forbidden\n')
    const made = await curl(
      '-X',
      'POST',
      '-H',
      'Content-Type: application/json',
      '-d',
      '{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"made"}}',
      'localhost:8001/api/v1/namespaces',
    )
    expect(JSON.parse(made)).toMatchObject({ kind: 'Namespace', metadata: { name: 'made' } })
    expect(await laptop.run('kubectl proxy --port=8001', { milliseconds: 1_000 })).toMatchObject({
      code: 1,
      stderr: 'error: listen tcp 127.0.0.1:8001: bind: address already in use\n',
    })
    expect(await running).toEqual({
      code: 130,
      stdout: 'Starting to serve on 127.0.0.1:8001\n',
      stderr: '',
    })
  })
})
