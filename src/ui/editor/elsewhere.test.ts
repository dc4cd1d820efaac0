import { describe, expect, it } from 'vitest'
import { Cluster, seconds } from '../../engine'
import { environments } from '../../engine/api/traffic'
import { directClient } from '../../host/direct-client'
import { applyAll, Connection } from '../../kubectl'
import { objectIn } from '../../kubectl/connection'
import type { JsonObject } from '../../kubectl/json'
import { pathTo } from '../../kubectl/resources/naming'
import { parseManifest } from '../../scenarios/manifest'
import { presets } from '../../scenarios/presets'
import { asWritten } from './clean'
import { driftOf } from './elsewhere'

const more = `apiVersion: v1
kind: Service
metadata: {name: outside}
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: nginx:alpine}]}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: nginx:alpine}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  template:
    spec: {restartPolicy: Never, containers: [{name: once, image: busybox, command: ["true"]}]}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: often}
spec:
  schedule: "* * * * *"
  jobTemplate:
    spec:
      template:
        spec: {restartPolicy: Never, containers: [{name: once, image: busybox, command: ["true"]}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: other}
---
apiVersion: v1
kind: Pod
metadata: {name: alone}
spec: {containers: [{name: alone, image: nginx:alpine}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: way}
spec: {defaultBackend: {service: {name: outside, port: {number: 80}}}}
`

/** A cluster in which a manifest was applied, and what became of its objects since. */
async function lived(manifest: string, environment: (typeof environments)[number]) {
  const cluster = Cluster.create({ environment })
  cluster.settle()
  const connection = new Connection(directClient(cluster))
  const documents = parseManifest(manifest).documents.map(({ object }) => object)
  const { applied } = await applyAll(connection, documents)
  cluster.advance(cluster.now + seconds(70))
  const found: { document: JsonObject; object: JsonObject; live: JsonObject }[] = []
  for (const [at, each] of applied.entries()) {
    if (each.result === 'refused') throw new Error(each.status.message)
    const { apiVersion, kind: name, namespace } = each.identity
    const kind = await connection.kind(apiVersion, name)
    const path = kind ? pathTo(kind, namespace, each.identity.name) : ''
    const live = objectIn(cluster.request({ method: 'GET', path }))
    found.push({ document: documents[at] ?? {}, object: each.object, live })
  }
  return { connection, found }
}

describe('what controllers do to objects', () => {
  it.each(environments)('on %s is not taken for another hand’s doing', async (environment) => {
    const { found } = await lived(more, environment)
    expect(found.map(({ live: { kind } }) => kind)).toContain('StatefulSet')
    expect(found.flatMap(({ live, ...known }) => driftOf(known, live))).toEqual([])
  })

  it.each(presets)('is not, in “$id”', async ({ scenario }) => {
    const { found } = await lived(scenario('en').manifest, scenario('en').environment)
    expect(found.flatMap(({ live, ...known }) => driftOf(known, live))).toEqual([])
  })
})

it('an object of any kind is taken in as it was written', async () => {
  const { connection, found } = await lived(more, 'ack')
  for (const { document, live } of found) {
    expect(await asWritten(connection, live)).toEqual(withReplicas(document))
  }
})

/** What everybody writes, even where it goes without saying. */
const withReplicas = (document: JsonObject): JsonObject =>
  document['kind'] === 'StatefulSet'
    ? { ...document, spec: { ...(document['spec'] as JsonObject), replicas: 1 } }
    : document
