import type { Call, Command } from '../../command'
import { failed } from '../../errors'
import { resourceVersionFlag } from '../../flags/writing'
import { isObject, type JsonObject, own } from '../../json'
import type { Info } from '../../resources/select'
import { metadataIn } from '../../writing/annotation'
import { readSelector } from '../../writing/selector'
import { update } from '../../writing/updating'
import { selected, setFlags } from './arguments'

/** `kubectl set selector` (kubectl's set_selector.go). */
export const setSelector: Command = {
  name: 'selector',
  use: '(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]',
  short: 'Set the selector on a resource',
  long:
    'Set the selector of a Service. What the Service selected by before is replaced.\n\n Only ' +
    'Services can be changed so.',
  examples: ['kubectl set selector service web app=web,tier=front'],
  flags: [
    ...setFlags
      .filter(({ name }) => name !== 'kustomize')
      .map((flag) => (flag.name === 'recursive' ? { ...flag, default: 'true' } : flag)),
    resourceVersionFlag,
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, words } = call
  const files = flags.list('filename').length > 0
  const resources = words.length > 0 && !(files && words.length === 1) ? words.slice(0, -1) : []
  const expression = words.at(-1) ?? ''
  if (flags.bool('local') && (resources.length > 0 || !files)) throw onlyFiles()
  const selection = await selected(call, resources)
  return update(call, selection, {
    operation: 'selector updated',
    change: (info) => changed(info, expression, flags.string('resource-version')),
    local: flags.bool('local'),
    quiet: false,
  })
}

// The words of the builder itself (cli-runtime, LocalResourceError).
const onlyFiles = () =>
  failed(
    'you must specify resources by --filename when --local is set.\n' +
      "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'",
  )

function changed(info: Info, expression: string, version: string): JsonObject {
  const { object, resource } = info
  if (resource.kind !== 'Service') {
    throw failed('setting a selector is only supported for Services')
  }
  const requirements = expression === '' ? [] : (readSelector(expression).matchExpressions ?? [])
  const other = requirements.find(
    ({ operator, values = [] }) => operator !== 'In' || values.length !== 1,
  )
  const set = /[()]/.test(expression) ? requirements[0] : other
  if (set) {
    const { key, operator, values = [] } = set
    throw failed(
      `match expression [{${key} ${operator} [${values.join(' ')}]}] not supported on this object`,
    )
  }
  const spec = own(object, 'spec')
  const { selector: _, ...plain } = isObject(spec) ? spec : {}
  const selector = Object.fromEntries(
    requirements.map(({ key, values = [] }) => [key, values[0] ?? '']),
  )
  return {
    ...object,
    ...(version === '' ? {} : { metadata: { ...metadataIn(object), resourceVersion: version } }),
    spec: expression === '' ? plain : { ...plain, selector },
  }
}
