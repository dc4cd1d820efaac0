import { type Connection, objectIn, refusalIn } from '../../kubectl/connection'
import { isList, isObject, type Json, type JsonObject, own, same } from '../../kubectl/json'
import { pathTo } from '../../kubectl/resources/naming'
import { lastApplied } from '../../kubectl/writing/annotation'
import { inReadingOrder, wanted } from '../../scenarios/wanted'

/** What was last applied to an object by `kubectl apply`, if that is how it was made. */
export function appliedText(object: JsonObject): JsonObject | undefined {
  const metadata = own(object, 'metadata')
  const annotations = isObject(metadata) ? own(metadata, 'annotations') : undefined
  const text = isObject(annotations) ? own(annotations, lastApplied) : undefined
  if (typeof text !== 'string') return undefined
  try {
    const said: unknown = JSON.parse(text)
    return isObject(said) ? said : undefined
  } catch {
    return undefined
  }
}

/**
 * An object as a person would write it: every field is left out that the server puts back in by
 * itself, but for those that `said` has. The server is asked what it does, field by field, with
 * dry runs: nobody here has to know its defaults.
 */
export async function asWritten(
  connection: Connection,
  object: JsonObject,
  said: JsonObject = {},
): Promise<JsonObject> {
  const full = wanted(object)
  const { apiVersion, kind: name, metadata } = full
  const kind = await connection.kind(String(apiVersion), String(name))
  if (!kind) return full
  const namespace = isObject(metadata) ? (own(metadata, 'namespace') ?? 'default') : 'default'
  const path = pathTo(kind, String(namespace))
  const probe: Probe = async (candidate) => {
    const body = { ...candidate, metadata: { ...asObject(candidate.metadata), name: probeName } }
    const query = { dryRun: 'All' }
    const response = await connection.client.request({ method: 'POST', path, query, body })
    return refusalIn(response) ? undefined : withoutAllocated(wanted(objectIn(response)))
  }
  const bare = withoutAllocated(full)
  const target = await probe(bare)
  if (!target) return full
  const { apiVersion: version = '', kind: of = '', metadata: named = {}, ...rest } = bare
  const head = { apiVersion: version, kind: of, metadata: named }
  const whole = (fields: JsonObject): JsonObject => ({ ...head, ...fields })
  const isSame = async (fields: JsonObject) => same(await probe(whole(fields)), target)
  // One field may go only once another has: a Job's completions, and how many run at once.
  const shorter = await shortened(rest, said, isSame)
  const shortest = await shortened(shorter, said, isSame)
  return inReadingOrder(withAllocated(whole(shortest), full, said)) as JsonObject
}

type Probe = (candidate: JsonObject) => Promise<JsonObject | undefined>

/** Nobody has an object of this name. */
const probeName = 'service-playground-dry-run'

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

/** Leaves out what need not be said, from the outside in. */
async function shortened(
  object: JsonObject,
  said: Json | undefined,
  isSame: (object: JsonObject) => Promise<boolean>,
): Promise<JsonObject> {
  let kept = object
  for (const [key, value] of Object.entries(object)) {
    const given = isObject(said) ? own(said, key) : undefined
    const { [key]: _, ...others } = kept
    if (given === undefined && !isNatural(key) && (await isSame(others))) {
      kept = others
      continue
    }
    const put = (each: Json): JsonObject => ({ ...kept, [key]: each })
    kept = put(await inside(value, given, (each) => isSame(put(each))))
  }
  return kept
}

async function inside(
  value: Json,
  said: Json | undefined,
  isSame: (value: Json) => Promise<boolean>,
): Promise<Json> {
  if (isObject(value)) return shortened(value, said, isSame)
  if (!isList(value)) return value
  let list = value
  for (const [at, item] of value.entries()) {
    const given = isList(said) ? said[at] : undefined
    const put = (each: Json) => list.with(at, each)
    list = put(await inside(item, given, (each) => isSame(put(each))))
  }
  return list
}

/** Fields that people write even where they say what goes without saying. */
const isNatural = (key: string): boolean => key === 'replicas' || key === 'name'

/** What the server hands out, once: an address or a port that is taken cannot be asked for. */
function withoutAllocated(object: JsonObject): JsonObject {
  const { kind, spec } = object
  if (kind !== 'Service' || !isObject(spec)) return object
  const { clusterIP, clusterIPs: _, healthCheckNodePort: __, ports, ...rest } = spec
  const free = isList(ports) ? ports.map((port) => withoutNodePort(port)) : ports
  return {
    ...object,
    spec: {
      ...(clusterIP === 'None' ? { clusterIP } : {}),
      ...rest,
      ...(free === undefined ? {} : { ports: free }),
    },
  }
}

function withoutNodePort(port: Json): Json {
  if (!isObject(port)) return port
  const { nodePort: _, ...rest } = port
  return rest
}

/** Of what the server hands out, what was asked for by name is said again. */
function withAllocated(object: JsonObject, full: JsonObject, said: JsonObject): JsonObject {
  const { spec } = object
  const [fullSpec, saidSpec] = [asObject(full.spec), asObject(said.spec)]
  if (object.kind !== 'Service' || !isObject(spec)) return object
  const asked = ['clusterIP', 'clusterIPs', 'healthCheckNodePort'].filter(
    (key) => own(saidSpec, key) !== undefined && own(fullSpec, key) !== undefined,
  )
  const again = Object.fromEntries(asked.map((key) => [key, own(fullSpec, key) ?? null]))
  const { ports } = spec
  if (!isList(ports)) return { ...object, spec: { ...spec, ...again } }
  const fullPorts = isList(fullSpec.ports) ? fullSpec.ports : []
  const saidPorts = isList(saidSpec.ports) ? saidSpec.ports : []
  const numbered = ports.map((port, at) => {
    const number = own(asObject(fullPorts[at]), 'nodePort')
    const isSaid = own(asObject(saidPorts[at]), 'nodePort') !== undefined
    return isSaid && number !== undefined ? { ...asObject(port), nodePort: number } : port
  })
  return { ...object, spec: { ...spec, ...again, ports: numbered } }
}
