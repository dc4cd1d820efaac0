import type { Call, Command } from '../../command'
import { failed, together } from '../../errors'
import { selectorFlag } from '../../flags/definitions'
import type { JsonObject } from '../../json'
import { containersIn, fits, podSpecOf, withContainers, withPodSpec } from '../../pod-template'
import type { Info } from '../../resources/select'
import { update } from '../../writing/updating'
import { selected, setFlags, splitPairs } from './arguments'

/** `kubectl set image` (kubectl's set_image.go). */
export const setImage: Command = {
  name: 'image',
  use:
    '(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... ' +
    'CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  short: 'Update the image of a pod template',
  long:
    'Update existing container image(s) of resources.\n\n Possible resources include (case ' +
    'insensitive):\n\n  pod (po), replicationcontroller (rc), deployment (deploy), daemonset ' +
    '(ds), statefulset (sts),\ncronjob (cj), replicaset (rs)',
  examples: [
    'kubectl set image deployment/web nginx=nginx:1.27',
    '',
    '# Every container of every daemon set',
    "kubectl set image daemonset --all '*=busybox'",
  ],
  flags: [...setFlags, selectorFlag],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, words } = call
  const { resources, changes } = splitPairs(words, (word) => word.indexOf('=') > 0)
  if (changes.some((word) => !word.includes('='))) {
    throw failed(`all resources must be specified before image changes: ${words.join(' ')}`)
  }
  const selection = await selected(call, resources, { selector: flags.string('selector') })
  if (changes.length < 1) throw failed('at least one image update is required')
  const images = new Map(changes.map((word) => pair(word)))
  if (images.has('*') && images.size > 1) {
    throw failed(
      'all containers are already specified by *, but saw more than one ' +
        'container_name=container_image pairs',
    )
  }
  const problems: unknown[] = []
  const local = flags.bool('local')
  const change = (info: Info) => changed(info, images, problems)
  const code = await update(call, selection, {
    operation: 'image updated',
    refusal: 'failed to patch image update to pod template: ',
    change,
    local,
  }).catch((error: unknown) => {
    throw together([error, ...problems], { prefixed: true })
  })
  if (problems.length > 0) throw together(problems, { prefixed: true })
  return code
}

const pair = (word: string): readonly [string, string] => {
  const at = word.indexOf('=')
  return [word.slice(0, at), word.slice(at + 1)]
}

const kinds = ['initContainers', 'containers']

function changed(info: Info, images: ReadonlyMap<string, string>, problems: unknown[]): JsonObject {
  let spec = podSpecOf(info)
  for (const [name, image] of images) {
    const all = kinds.flatMap((key) => containersIn(spec, key))
    if (!all.some((container) => fits(name, container))) {
      problems.push(failed(`unable to find container named "${name}"`))
      continue
    }
    const change = (container: JsonObject) =>
      fits(name, container) ? withImage(container, image) : container
    spec = withContainers(spec, change, kinds)
  }
  return withPodSpec(info, spec)
}

// No image is none at all, as Go's empty strings are.
function withImage({ image: _, ...container }: JsonObject, image: string): JsonObject {
  return image === '' ? container : { ...container, image }
}
