import type { Call } from '../command'
import { failed, misused, together } from '../errors'
import { isObject, own } from '../json'
import { printedName } from '../resources/naming'
import { type Info, select } from '../resources/select'
import { type DryRun, suffixOf } from '../writing/dry-run'
import { writeQuery } from '../writing/query'
import { patchObject } from '../writing/send'

/** The nodes of a call, all of them there; `verb` is for its usage line. */
export async function nodesOf(call: Call, verb: string): Promise<readonly Info[]> {
  const { words, flags, path } = call
  const selector = flags.string('selector')
  if (words.length > 0 && selector !== '') {
    throw misused(path, 'cannot specify both a node name and a --selector option')
  }
  if (words.length === 0 && selector === '') throw misused(path, `USAGE: ${verb} NODE [flags]`)
  const { infos, errors } = await select(call, {
    words: words.length > 0 ? words : ['nodes'],
    ...(words.length > 0 ? { defaultType: 'nodes' } : {}),
    ...(selector === '' ? {} : { selector }),
    singleType: true,
  })
  if (errors.length > 0) throw together(errors)
  return infos
}

/** Makes nodes take Pods no more, or again; says so of each (kubectl's drain/cordon.go). */
export async function cordon(
  call: Call,
  nodes: readonly Info[],
  { wanted, dryRun }: { readonly wanted: boolean; readonly dryRun: DryRun },
): Promise<void> {
  const done = wanted ? 'cordoned' : 'uncordoned'
  for (const node of nodes) {
    if (node.resource.kind !== 'Node') {
      const { group, version, plural } = node.resource
      const what = `${group}/${version}, Resource=${plural}`
      throw failed(`expected resource of type node, got "${what}"`)
    }
    const spec = own(node.object, 'spec')
    const is = isObject(spec) && own(spec, 'unschedulable') === true
    if (is !== wanted && dryRun !== 'client') {
      const body = { spec: { unschedulable: wanted ? true : null } }
      await patchObject(call, node, { type: 'strategic', body, query: writeQuery(dryRun) })
    }
    const operation = is === wanted ? `already ${done}` : done
    const name = printedName(node.resource, node.name)
    call.world.stdout.write(`${name} ${operation}${suffixOf(dryRun)}\n`)
  }
}
