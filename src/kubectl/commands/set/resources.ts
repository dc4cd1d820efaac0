import type { Call, Command } from '../../command'
import { failed } from '../../errors'
import { selectorFlag } from '../../flags/definitions'
import { isObject, type JsonObject, own } from '../../json'
import { containersIn, fits, podSpecOf, withContainers, withPodSpec } from '../../pod-template'
import { quantities } from '../../quantities'
import type { Info } from '../../resources/select'
import { update } from '../../writing/updating'
import { selected, setFlags } from './arguments'

/** `kubectl set resources` (kubectl's set_resources.go). */
export const setResources: Command = {
  name: 'resources',
  use: '(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]',
  short: 'Update resource requests/limits on objects with pod templates',
  long:
    'Set how much CPU and memory containers ask for, and how much they may use at most.\n\n ' +
    'A quantity of 0 takes a limit away.',
  examples: [
    'kubectl set resources deployment web --limits=cpu=200m,memory=512Mi',
    'kubectl set resources deployment web -c nginx --requests=cpu=100m',
  ],
  flags: [
    ...setFlags,
    {
      name: 'containers',
      shorthand: 'c',
      type: 'string',
      default: '*',
      usage: 'Names of the containers to change; * stands for anything.',
    },
    { name: 'limits', type: 'string', usage: "The most: 'cpu=100m,memory=256Mi'." },
    { name: 'requests', type: 'string', usage: "What is asked for: 'cpu=100m,memory=256Mi'." },
    selectorFlag,
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, words } = call
  const selection = await selected(call, words, { selector: flags.string('selector') })
  const [limits, requests] = [flags.string('limits'), flags.string('requests')]
  if (limits === '' && requests === '') {
    throw failed(
      'you must specify an update to requests or limits (in the form of --requests/--limits)',
    )
  }
  const wanted = {
    ...(limits === '' ? {} : { limits: quantities(limits) }),
    ...(requests === '' ? {} : { requests: quantities(requests) }),
  }
  const pattern = flags.string('containers')
  return update(call, selection, {
    operation: 'resource requirements updated',
    refusal: 'failed to patch resources update to pod template ',
    change: (info) => changed(info, pattern, wanted),
    local: flags.bool('local'),
  })
}

function changed(info: Info, pattern: string, wanted: JsonObject): JsonObject {
  const spec = podSpecOf(info)
  if (!containersIn(spec).some((container) => fits(pattern, container))) {
    throw failed(`unable to find container named ${pattern}`)
  }
  return withPodSpec(
    info,
    withContainers(spec, (container) => {
      if (!fits(pattern, container)) return container
      const given = own(container, 'resources')
      const before = isObject(given) ? given : {}
      const merged = Object.entries(wanted).map(([key, value]) => {
        const old = own(before, key)
        return [key, { ...(isObject(old) ? old : {}), ...(isObject(value) ? value : {}) }]
      })
      return { ...container, resources: { ...before, ...Object.fromEntries(merged) } }
    }),
  )
}
