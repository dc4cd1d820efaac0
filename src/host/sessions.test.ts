import { describe, expect, it } from 'vitest'
import { seconds } from '../engine'
import type { ConnectRequest } from '../engine/api/request'
import { createClient } from './client'
import type { Report } from './protocol'
import { opened } from './testing'

const curl: ConnectRequest = {
  method: 'POST',
  path: '/playground/v1/hosts/laptop/exec',
  query: { command: ['cat'], stdin: 'true', stdout: 'true', stderr: 'true' },
}

/** A page beside a worker whose clock the test moves. */
async function page() {
  const { tell, pass, reports, frame } = await opened()
  const listeners: ((event: { readonly data: Report }) => void)[] = []
  let told = reports.length
  const client = createClient(
    {
      postMessage: tell,
      addEventListener: (type: string, listener: never) => {
        if (type === 'message') listeners.push(listener)
      },
      terminate: () => undefined,
    },
    { visibilityState: 'visible', addEventListener() {}, removeEventListener() {} },
  )
  const deliver = () => {
    for (const data of reports.slice(told)) for (const listener of listeners) listener({ data })
    told = reports.length
  }
  const open = async (request: ConnectRequest) => {
    const answer = client.connect(request)
    deliver()
    return answer
  }
  const wait = (time: number) => {
    pass(time)
    deliver()
  }
  return { client, open, deliver, frame, pass: wait }
}

describe('a session between the page and its worker', () => {
  it('brings what comes, takes what is sent, and ends with its status', async () => {
    const { open, pass } = await page()
    const channel = await open(curl)
    if (!('send' in channel)) throw new Error(channel.message)
    channel.send({ type: 'stdin', text: 'hello\n' })
    channel.send({ type: 'end' })
    pass(100)
    const chunks = []
    for await (const chunk of channel.chunks) chunks.push(chunk)
    expect(chunks).toMatchObject([
      { type: 'stdout', text: 'hello\n' },
      { type: 'status', status: { status: 'Success' } },
    ])
  })
  it('is refused in the words of the server', async () => {
    const { open } = await page()
    const refused = await open({ ...curl, path: '/playground/v1/hosts/nope/exec' })
    expect(refused).toMatchObject({ status: 'Failure', code: 404 })
  })
  it('is over when time is turned back', async () => {
    const { client, open, deliver, frame, pass } = await page()
    const channel = await open(curl)
    if (!('send' in channel)) throw new Error(channel.message)
    pass(100)
    client.seek(frame().now - seconds(1))
    deliver()
    const chunks = []
    for await (const chunk of channel.chunks) chunks.push(chunk)
    expect(chunks).toMatchObject([
      { type: 'status', status: { code: 410, message: 'the session has ended: time was turned' } },
    ])
  })
})
