import { describe, expect, it } from 'vitest'
import { randomStreams, stringTable } from '../sim'
import { forgetStale } from './conntrack'
import { FlowTable, field, portsOf } from './flow-table'
import { TCP, UDP } from './packet'

interface Flow {
  readonly source: number
  readonly destination: number
  readonly ports: number
  readonly replyPorts: number
  readonly protocol: number
}

const add = (table: FlowTable, flow: Flow, readdressedTo = flow.destination): number => {
  const number = table.allocate()
  table.set(number, field.source, flow.source)
  table.set(number, field.destination, flow.destination)
  table.set(number, field.ports, flow.ports)
  table.set(number, field.replySource, readdressedTo)
  table.set(number, field.replyDestination, flow.source)
  table.set(number, field.replyPorts, flow.replyPorts)
  table.set(number, field.kind, flow.protocol)
  table.set(number, field.expires, 30)
  table.link(number, 0)
  table.link(number, 1)
  return number
}

const forward = (table: FlowTable, { source, destination, ports, protocol }: Flow): number =>
  table.find(source, destination, ports, protocol)
const backward = (table: FlowTable, { source, destination, replyPorts, protocol }: Flow): number =>
  table.find(destination, source, replyPorts, protocol)

describe('a table of tracked connections', () => {
  it('finds each by both directions, through any sequence of changes and forks', () => {
    const random = randomStreams(3, stringTable())('flows')
    const anyFlow = (): Flow => {
      const [from, to] = [32_768 + random.below(400), 80 + random.below(2)]
      return {
        source: 0xc0a80101 + random.below(3),
        destination: 0x0af40005 + random.below(2),
        ports: portsOf(from, to),
        replyPorts: portsOf(to, from),
        protocol: random.below(2),
      }
    }
    const forks: [FlowTable, Map<string, Flow>][] = [[FlowTable.empty(), new Map()]]
    for (let step = 0; step < 6_000; step++) {
      const [table, model] = forks[random.below(forks.length)] ?? [FlowTable.empty(), new Map()]
      const flow = anyFlow()
      const key = JSON.stringify(flow)
      const found = forward(table, flow)
      expect(found !== 0).toBe(model.has(key))
      expect(backward(table, flow)).toBe(found === 0 ? 0 : found + 1)
      if (random.chance(1, 400) && forks.length < 6) forks.push([table.fork(), new Map(model)])
      else if (found !== 0) {
        if (random.chance(1, 2)) continue
        table.remove(found >>> 1)
        model.delete(key)
      } else {
        add(table, flow)
        model.set(key, flow)
      }
      expect(table.size).toBe(model.size)
    }
    for (const [table, model] of forks) {
      for (const flow of model.values()) expect(forward(table, flow)).not.toBe(0)
    }
  })

  it('forgets the UDP connections of a Service to endpoints that are gone, and no others', () => {
    const table = FlowTable.empty()
    const [client, address, other] = [0x0af40009, 0x0a60000a, 0x0a60000b]
    const [alive, dead] = [0x0af40002, 0x0af40003]
    const flow = (port: number, destination: number, protocol: number): Flow => ({
      source: client,
      destination,
      ports: portsOf(port, 53),
      replyPorts: portsOf(53, port),
      protocol,
    })
    const toDead = add(table, flow(1000, address, UDP), dead)
    const toAlive = add(table, flow(1001, address, UDP), alive)
    const ofOther = add(table, flow(1002, other, UDP), dead)
    const overTcp = add(table, flow(1003, address, TCP), dead)
    forgetStale(table, [{ destination: address, port: 53, serving: [alive * 65_536 + 53] }])
    const left = [toDead, toAlive, ofOther, overTcp].map((each) => table.get(each, field.expires))
    expect(left).toEqual([0, 30, 30, 30])
  })
})
