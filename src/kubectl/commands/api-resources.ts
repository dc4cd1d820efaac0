import type { Call, Command } from '../command'
import type { ApiResource } from '../discovery'
import { failed, misused } from '../errors'
import { boolFlag, listFlag, textFlag } from '../flags/define'
import { tableLayout, tabulated } from '../printers/tabwriter'
import { apiVersionOf, qualifiedPlural } from '../resources/naming'

/** `kubectl api-resources`. */
export const apiResources: Command = {
  name: 'api-resources',
  use: '[flags]',
  short: 'Print the supported API resources on the server',
  long: 'Print the supported API resources on the server.',
  examples: [
    '# Every resource',
    'kubectl api-resources',
    '',
    '# With verbs and categories',
    'kubectl api-resources -o wide',
    '',
    '# Those that live in namespaces',
    'kubectl api-resources --namespaced=true',
    '',
    '# Those of one group',
    'kubectl api-resources --api-group=apps',
  ],
  flags: [
    textFlag('api-group', 'Only resources of this API group.'),
    boolFlag('cached', 'Take what has been learned before.'),
    listFlag('categories', 'Only resources of these categories.'),
    boolFlag('namespaced', 'With true those that live in namespaces, with false the others.', {
      default: 'true',
    }),
    boolFlag('no-headers', 'Leave out the headers.'),
    textFlag('output', 'Output format. One of: (wide, name).', {
      shorthand: 'o',
      values: ['wide', 'name'],
    }),
    textFlag('sort-by', "Sort by 'name' or 'kind'.", { values: ['name', 'kind'] }),
    listFlag('verbs', 'Only resources that know all of these verbs.'),
  ],
  completes: 'nothing',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, path, session, words, world } = call
  if (words.length > 0) throw misused(path, `unexpected arguments: [${words.join(' ')}]`)
  const output = flags.string('output')
  if (output !== '' && output !== 'wide' && output !== 'name') {
    throw failed(`--output ${output} is not available`)
  }
  const by = flags.string('sort-by')
  if (by !== '' && by !== 'name' && by !== 'kind')
    throw failed('--sort-by accepts only name or kind')
  const all = (await session.server.versions()).flatMap(({ resources }) => resources)
  const chosen = sorted(
    all.filter((each) => isWanted(call, each)),
    by,
  )
  const text =
    output === 'name'
      ? chosen.map((each) => `${qualifiedPlural(each)}\n`).join('')
      : table(chosen, { wide: output === 'wide', headers: !flags.bool('no-headers') })
  world.stdout.write(text)
  return 0
}

// The first version of a group that has a resource is the preferred one.
function isWanted({ flags }: Call, resource: ApiResource): boolean {
  const { categories, group, namespaced, verbs } = resource
  const all = (wanted: readonly string[], has: readonly string[]) =>
    wanted.every((each) => has.includes(each))
  return (
    verbs.length > 0 &&
    (!flags.given('api-group') || group === flags.string('api-group')) &&
    (!flags.given('namespaced') || namespaced === flags.bool('namespaced')) &&
    all(flags.list('verbs'), verbs) &&
    all(flags.list('categories'), categories)
  )
}

function sorted(all: readonly ApiResource[], by: string): readonly ApiResource[] {
  const seen = new Set<string>()
  const preferred = all.filter((each) => {
    const name = qualifiedPlural(each)
    return !seen.has(name) && seen.add(name)
  })
  const keys = ({ group, kind, plural }: ApiResource): readonly string[] =>
    by === 'name' ? [plural] : by === 'kind' ? [kind] : [group, plural]
  return [...preferred].sort((one, other) => {
    const [left, right] = [keys(one), keys(other)]
    const at = left.findIndex((key, index) => key !== right[index])
    return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1
  })
}

function table(
  all: readonly ApiResource[],
  { headers, wide }: { readonly headers: boolean; readonly wide: boolean },
): string {
  const more = wide ? ['VERBS', 'CATEGORIES'] : []
  const head = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...more].join('\t')
  const lines = all.map((each) =>
    [
      each.plural,
      each.shortNames.join(','),
      apiVersionOf(each),
      String(each.namespaced),
      each.kind,
      ...(wide ? [each.verbs.join(','), each.categories.join(',')] : []),
    ].join('\t'),
  )
  const shown = headers ? [head, ...lines] : lines
  return shown.length === 0 ? '' : tabulated(`${shown.join('\n')}\n`, tableLayout)
}
