import { milliOf } from '../api/quantity'
import type { Container } from '../resources/pod/container'
import type { ContainerManner, ContainerStart } from '../runtime/runtime'

type Kept = Pick<ContainerStart, 'manner'>

const USUAL: Kept = {}

// There are few ways to be unusual, and many containers: they share them. Only a cache.
const known = new Map<string, Kept>()
const MOST_KNOWN = 256

/** What the runtime is told of a container that is out of the ordinary. */
export function mannerOf(container: Container): Kept {
  const { stdin, stdinOnce, tty, workingDir, volumeMounts, resources } = container
  const hasVolumes = volumeMounts?.some(({ name }) => !name.startsWith('kube-api-access-')) === true
  const cpuMillis = milliOf(resources?.limits?.['cpu'])
  const isUsual = !stdin && !tty && !workingDir && !hasVolumes && cpuMillis === 0
  if (isUsual) return USUAL
  const manner: ContainerManner = {
    ...(stdin ? { stdin: stdinOnce ? 'once' : 'open' } : {}),
    ...(tty ? { tty } : {}),
    ...(workingDir ? { directory: workingDir } : {}),
    ...(hasVolumes ? { hasVolumes } : {}),
    ...(cpuMillis > 0 ? { cpuMillis } : {}),
  }
  const key = JSON.stringify(manner)
  const before = known.get(key)
  if (before) return before
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, { manner })
  return { manner }
}
