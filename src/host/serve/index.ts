import type { AddressInfo } from 'node:net'
import { type ClusterOptions, seconds } from '../../engine'
import type { AppliedAll } from '../../kubectl'
import { type DnsServing, serveDns } from '../dns/server'
import { open } from '../opening'
import { Live } from './live'
import { serveApi } from './server'
import { takeUpgrades } from './upgrade'

/** What is served, and where. */
export interface Served {
  readonly manifest: string
  readonly options: Partial<ClusterOptions>
  /** 0 picks a free one. */
  readonly port: number
  /** The port of DNS; 0 picks a free one, and without one there is none. */
  readonly dnsPort?: number | undefined
  /** Simulated seconds a real second. */
  readonly speed: number
}

/** A cluster that answers on 127.0.0.1. */
export interface Serving {
  readonly port: number
  readonly dnsPort: number | undefined
  /** What came of the manifest. */
  readonly applied: AppliedAll | undefined
  close(): Promise<void>
}

/** Puts a settled cluster behind HTTP on the loopback address; rejects when the port is taken. */
export async function serve({ manifest, options, port, dnsPort, speed }: Served): Promise<Serving> {
  const opened = { ...options, manifest, traffic: [] }
  const { cluster, applied } = await open({ ...opened, epoch: await birth(opened) })
  const live = new Live(cluster, speed)
  const server = serveApi(live)
  takeUpgrades(server, live)
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', done)
  })
  const closeApi = async () => {
    live.close()
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  const dns = dnsPort === undefined ? undefined : await dnsOr(closeApi, live, dnsPort)
  return {
    port: (server.address() as AddressInfo).port,
    dnsPort: dns?.port,
    applied,
    close: async () => {
      await dns?.close()
      await closeApi()
    },
  }
}

// Without the port of DNS the other is not kept.
async function dnsOr(close: () => Promise<void>, live: Live, port: number): Promise<DnsServing> {
  try {
    return await serveDns(live, port)
  } catch (error) {
    await close()
    throw error
  }
}

// Ages are told by the server's clock, and by the client's: a cluster that takes twenty seconds to
// settle was created twenty seconds ago.
async function birth(opened: Parameters<typeof open>[0]): Promise<number> {
  const { cluster } = await open(opened)
  return Math.floor(Date.now() / 1_000) - Math.ceil(cluster.now / seconds(1))
}
