import { isObject, listAt, objectAt, textAt, without } from '../json'
import { inReadingOrder, wanted } from '../wanted'
import type { Json, JsonObject } from '../yaml-json'
import { type Citizen, censusOf, containersOf, templatePath, titleOf } from './census'
import type { ChangeCode, DumpChoices, DumpKnown } from './choices'
import { type LeftReason, leftFor } from './leaving'
import { podSpec, type Ward } from './pods'
import { fewer, neverReady, setAside, unreadyOf } from './readiness'
import { Allocations } from './services'
import { type DumpSurroundings, surroundingsOf } from './surroundings'
import { type Page, written } from './write'

/** What is loaded of a dump, and what is not. */
export interface DumpReport {
  /** How many of each kind are loaded, in the manifest's order. */
  readonly loaded: readonly (readonly [kind: string, count: number])[]
  /** What is left out, and why. */
  readonly left: ReadonlyMap<LeftReason, readonly string[]>
  /** Of kinds that are not known here: they stand in the text as comments. */
  readonly unknown: readonly string[]
  /** Images that the registry here does not have. */
  readonly missingImages: readonly string[]
  /** What was done to objects, besides taking off what the server wrote. */
  readonly changes: ReadonlyMap<ChangeCode, readonly string[]>
  readonly surroundings: DumpSurroundings
}

/** A dump as a scenario has it. */
export interface LoadedDump {
  readonly manifest: string
  readonly report: DumpReport
}

/** Every image that a dump names. */
export const imagesIn = (objects: readonly JsonObject[]): readonly string[] => [
  ...new Set(
    censusOf(objects).all.flatMap((each) =>
      containersOf(each).map((container) => textAt(container, 'image')),
    ),
  ),
]

/** Makes a manifest of a dump's objects: what people wrote, as far as it can be told from it. */
export function loadDump(
  objects: readonly JsonObject[],
  known: DumpKnown,
  choices: DumpChoices,
): LoadedDump {
  const census = censusOf(objects)
  const left = new Collected<LeftReason>()
  const changes = new Collected<ChangeCode>()
  const ward: Ward = { census, known, choices, note: (code, what) => changes.add(code, what) }
  const allocations = new Allocations(ward.note)
  const unknown: Citizen[] = []
  const taken: Citizen[] = []
  for (const citizen of census.all) {
    const reason = leftFor(citizen, census)
    if (reason) left.add(reason, titleOf(citizen))
    else if (known.kinds.has(`${citizen.apiVersion} ${citizen.kind}`)) taken.push(citizen)
    else unknown.push(citizen)
  }
  const made = taken.flatMap((each) => cleaned(each, ward, allocations))
  const named = withNamed(made, ward)
  const page: Page = written(
    named,
    unknown.map(({ object }) => inReadingOrder(wanted(object)) as JsonObject),
  )
  for (const object of page.omitted) left.add('no-room', titleOf(citizenIn(object)))
  return {
    manifest: page.text,
    report: {
      loaded: page.kinds,
      left: left.all,
      unknown: unknown.map(titleOf),
      missingImages: [...known.missingImages],
      changes: changes.all,
      surroundings: surroundingsOf(census),
    },
  }
}

/** Things by what they have in common, each once. */
class Collected<Key> {
  private readonly sets = new Map<Key, Set<string>>()

  get all(): ReadonlyMap<Key, readonly string[]> {
    return new Map([...this.sets].map(([key, set]) => [key, [...set]]))
  }
  add(key: Key, what: string): void {
    const set = this.sets.get(key) ?? new Set()
    this.sets.set(key, set.add(what))
  }
}

function cleaned(citizen: Citizen, ward: Ward, allocations: Allocations): readonly JsonObject[] {
  const { kind } = citizen
  const object = withoutTraces(inReadingOrder(wanted(citizen.object)) as JsonObject)
  if (kind === 'Service') return [{ ...object, spec: allocations.spec(citizen) }]
  if (kind === 'Namespace') return [without(object, specOnly)]
  if (kind === 'ServiceAccount') return [without(object, new Set(['secrets', 'imagePullSecrets']))]
  if (kind === 'EndpointSlice') return [withoutTargets(object)]
  const path = templatePath(kind)
  return path ? workload(object, { citizen, ward, path }) : [object]
}

const specOnly: ReadonlySet<string> = new Set(['spec'])

interface Work {
  readonly citizen: Citizen
  readonly ward: Ward
  readonly path: readonly string[]
}

function workload(object: JsonObject, { citizen, ward, path }: Work): readonly JsonObject[] {
  const { containers, aside } = unreadyOf(citizen, ward)
  const change = (spec: JsonObject): JsonObject => {
    const runnable = podSpec(withClaims(spec, object), citizen, ward)
    return containers.length === 0
      ? runnable
      : neverReady(runnable, containers, { workload: citizen, ward })
  }
  const changed = inside(object, [...path, 'spec'], change)
  const whole = isObject(changed.spec)
    ? { ...changed, spec: fewer(without(changed.spec, claims), aside.length) }
    : changed
  const beside = aside.flatMap((pod) =>
    workload(withoutTraces(wanted(setAside(pod))), {
      citizen: alone(pod),
      ward,
      path: [],
    }),
  )
  return [whole, ...beside]
}

/** A Pod as nobody's. */
const alone = ({ object, kind, apiVersion, namespace, name }: Citizen): Citizen => ({
  object,
  kind,
  apiVersion,
  namespace,
  name,
})

const claims: ReadonlySet<string> = new Set(['volumeClaimTemplates'])

/** A set's own claims are volumes of its Pods. */
function withClaims(spec: JsonObject, object: JsonObject): JsonObject {
  const own = listAt(object, 'spec', 'volumeClaimTemplates').map(
    (each): JsonObject => ({
      name: textAt(each, 'metadata', 'name'),
      persistentVolumeClaim: { claimName: '' },
    }),
  )
  return own.length === 0 ? spec : { ...spec, volumes: [...listAt(spec, 'volumes'), ...own] }
}

/** Changes an object that stands within another. */
function inside(
  object: JsonObject,
  [key, ...path]: readonly string[],
  change: (object: JsonObject) => JsonObject,
): JsonObject {
  if (key === undefined) return change(object)
  return { ...object, [key]: inside(objectAt(object, key), path, change) }
}

const traces: ReadonlySet<string> = new Set(['creationTimestamp', 'revisionHistoryLimit'])

/** Templates have a time of creation that is null, and annotations of restarts. */
function withoutTraces(object: JsonObject): JsonObject {
  const clean = (value: Json, depth: number): Json =>
    !isObject(value) || depth === 0
      ? value
      : Object.fromEntries(
          Object.entries(without(value, traces)).map(([key, each]) => [
            key,
            clean(each, depth - 1),
          ]),
        )
  return clean(object, 6) as JsonObject
}

// The nodes and Pods that written endpoints may name are not those here.
const withoutTargets = (object: JsonObject): JsonObject => ({
  ...object,
  endpoints: listAt(object, 'endpoints').map((each) =>
    isObject(each) ? without(each, new Set(['nodeName', 'targetRef'])) : each,
  ),
})

/** Adds the namespaces and accounts that objects name. */
function withNamed(objects: readonly JsonObject[], ward: Ward): readonly JsonObject[] {
  const there = new Set(objects.map((each) => titleOf(citizenIn(each))))
  const made: JsonObject[] = []
  const make = (code: ChangeCode, object: JsonObject) => {
    const title = titleOf(citizenIn(object))
    if (there.has(title)) return
    there.add(title)
    ward.note(code, title)
    made.push(object)
  }
  for (const object of objects) {
    const { namespace, kind } = citizenIn(object)
    if (namespace !== '' && namespace !== 'default') {
      make('namespace-made', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
    }
    const path = templatePath(kind)
    const account = path ? textAt(object, ...path, 'spec', 'serviceAccountName') : ''
    if (account === '' || account === 'default') continue
    const metadata = { name: account, ...(namespace === '' ? {} : { namespace }) }
    make('account-made', { apiVersion: 'v1', kind: 'ServiceAccount', metadata })
  }
  return [...made, ...objects]
}

const citizenIn = (object: JsonObject): Citizen => ({
  object,
  kind: textAt(object, 'kind'),
  apiVersion: textAt(object, 'apiVersion'),
  namespace: textAt(object, 'metadata', 'namespace'),
  name: textAt(object, 'metadata', 'name'),
})
