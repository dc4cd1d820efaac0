import type { Cluster } from '../engine'
import type { Cursor } from '../engine/api/request'
import { directClient } from '../host/direct-client'
import { apply, Connection } from '../kubectl'
import type { Figure } from './figure'
import { clusterFor, send } from './workload'

const OBJECTS = [1_000, 10_000].map((objects) => ({ objects }))
const ROUNDS = 5_000
const PATH = '/api/v1/namespaces/default/configmaps'

const configMap = (index: number, value: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: nameOf(index), labels: { group: `g${index % 10}` } },
  data: { value },
})
// Objects are asked for in another order than they lie in.
const nameOf = (round: number): string => `config-${round}`
const pick = (round: number, objects: number): number => (round * 7_919) % objects

function clusterWith(objects: number): Cluster {
  const cluster = clusterFor(1)
  for (let index = 0; index < objects; index++) send(cluster, PATH, configMap(index, 'first'))
  return cluster
}

/** How many rounds a second of wall time are done, after as many that are not measured. */
async function perSecond(work: (round: number) => unknown): Promise<number> {
  for (let round = 0; round < ROUNDS; round++) await work(round)
  const start = performance.now()
  for (let round = ROUNDS; round < 2 * ROUNDS; round++) await work(round)
  return Math.round((ROUNDS * 1_000) / (performance.now() - start))
}

/** `GET` of one object of many, by its name. */
export const get: Figure = {
  name: 'get',
  unit: '1/s',
  parameters: OBJECTS,
  measure(parameters) {
    const objects = Number(parameters['objects'])
    const cluster = clusterWith(objects)
    return perSecond((round) =>
      cluster.request({ method: 'GET', path: `${PATH}/${nameOf(pick(round, objects))}` }),
    )
  },
}

/** Client-side apply of an object that has changed: a read, a difference, a patch. */
export const applying: Figure = {
  name: 'apply',
  unit: '1/s',
  parameters: OBJECTS,
  measure(parameters) {
    const objects = Number(parameters['objects'])
    const connection = new Connection(directClient(clusterWith(objects)))
    return perSecond(async (round) => {
      const applied = await apply(
        connection,
        configMap(pick(round, objects), `round-${round}`) as Parameters<typeof apply>[1],
      )
      if (applied.result !== 'configured') throw new Error(applied.result)
    })
  },
}

/** Events that a watch over all objects brings while they are written, one by one. */
export const watch: Figure = {
  name: 'watch',
  unit: '1/s',
  parameters: OBJECTS,
  measure(parameters) {
    const objects = Number(parameters['objects'])
    const cluster = clusterWith(objects)
    const query = { watch: 'true', labelSelector: 'group', resourceVersion: `${cluster.revision}` }
    const opened = cluster.request({ method: 'GET', path: PATH, query })
    let cursor: Cursor | undefined = 'stream' in opened ? opened.stream : undefined
    return perSecond((round) => {
      const name = nameOf(pick(round, objects))
      const body = { data: { value: `round-${round}` } }
      const headers = { 'content-type': 'application/merge-patch+json' }
      cluster.request({ method: 'PATCH', path: `${PATH}/${name}`, headers, body })
      if (!cursor) throw new Error('the watch has ended')
      const polled = cluster.poll(cursor)
      if (polled.events.length !== 1) throw new Error(`${polled.events.length} events for a write`)
      cursor = polled.cursor
    })
  },
}
