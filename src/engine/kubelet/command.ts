import type { Image } from '../images/image'
import type { Container } from '../resources/pod/container'
import { expand } from './expansion'

/** What a container runs: its own command and arguments where it has them, else the image's. */
export function commandOf(
  { command, args }: Container,
  image: Image,
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  const whole = wholeOf(image, command, args)
  return whole.some((word) => word.includes('$'))
    ? whole.map((word) => expand(word, (name) => environment[name]))
    : whole
}

type Words = readonly string[] | undefined

// The Pods of one template have the same words: they share what comes of them. Only a cache.
const latest = new WeakMap<Image, { command: Words; args: Words; whole: readonly string[] }>()

function wholeOf(image: Image, command: Words, args: Words): readonly string[] {
  const known = latest.get(image)
  if (known && known.command === command && known.args === args) return known.whole
  const program = command ?? image.entrypoint
  // A command of its own takes the image's arguments away, too.
  const rest = args ?? (command ? [] : image.command)
  const whole = program.concat(rest)
  latest.set(image, { command, args, whole })
  return whole
}

/** Why the runtime cannot start a program that is not in the image. */
export function missingProgram(program: string): string {
  const why = program.startsWith('/')
    ? `stat ${program}: no such file or directory`
    : 'executable file not found in $PATH'
  return (
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: ' +
    'runc create failed: unable to start container process: error during container init: ' +
    `exec: "${program}": ${why}: unknown`
  )
}
