import type { Call } from '../command'
import type { JsonObject } from '../json'
import { manifestsOf } from '../resources/manifests'
import type { Info, Selection } from '../resources/select'
import { metadataIn } from './annotation'

/** The objects of `-f` for `--local`: no server is asked what their kinds are. */
export async function localSelection(call: Call): Promise<Selection> {
  const infos: Info[] = (await manifestsOf(call)).map(({ object, source }) => {
    const metadata = metadataIn(object)
    return {
      resource: resourceOf(object),
      namespace: String(metadata['namespace'] ?? ''),
      name: String(metadata['name'] ?? ''),
      source,
      object,
    }
  })
  return { infos, errors: [], lists: [], single: infos.length === 1 }
}

function resourceOf({ apiVersion, kind }: JsonObject): Info['resource'] {
  const [version = '', group = ''] = String(apiVersion ?? '')
    .split('/')
    .reverse()
  const lower = String(kind ?? '').toLowerCase()
  return {
    group,
    version,
    kind: String(kind ?? ''),
    plural: lower,
    singular: lower,
    namespaced: true,
    shortNames: [],
    categories: [],
    verbs: [],
    subresources: new Map(),
  }
}
