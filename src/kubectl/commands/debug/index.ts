import type { Call, Command, Flag } from '../../command'
import { failed } from '../../errors'
import { plainFilenameFlags } from '../../flags/writing'
import { imageProblem } from '../../generators/image-name'
import { type Info, select } from '../../resources/select'
import { attachToNew } from './attach-to-new'
import { debugByCopy } from './by-copy'
import { debugInPod } from './in-pod'
import { debugNode } from './on-node'
import { profileNames } from './profiles'

const flag = (name: string, type: Flag['type'], usage: string, more: Partial<Flag> = {}): Flag => ({
  name,
  type,
  usage,
  ...more,
})
const keep = (name: string, what: string, more: Partial<Flag> = {}): Flag =>
  flag(`keep-${name}`, 'bool', `Keep ${what} in the copy.`, more)

const flags: readonly Flag[] = [
  flag('arguments-only', 'bool', 'What stands after -- are arguments, not the command.'),
  flag('attach', 'bool', 'Attach once the container runs. On by itself with -i.'),
  flag('container', 'string', 'Name of the new container.', { shorthand: 'c' }),
  flag('copy-to', 'string', 'Debug a copy of the pod, which gets this name.'),
  flag('env', 'stringToString', 'Environment variables of the container.'),
  flag('image', 'string', 'Image of the new container.'),
  flag('image-pull-policy', 'string', 'When the image is pulled.'),
  keep('annotations', 'the annotations'),
  keep('init-containers', 'the init containers', { default: 'true' }),
  keep('labels', 'the labels'),
  keep('liveness', 'the liveness probes'),
  keep('readiness', 'the readiness probes'),
  keep('startup', 'the startup probes'),
  flag('profile', 'string', 'What the container may do.', {
    default: 'legacy',
    values: profileNames,
  }),
  flag('quiet', 'bool', 'Say less.', { shorthand: 'q' }),
  flag('replace', 'bool', 'Delete the pod that is copied.'),
  flag('same-node', 'bool', 'Put the copy on the node of the pod.'),
  flag('set-image', 'stringToString', 'Other images for containers of the copy.'),
  flag('share-processes', 'bool', 'Containers of the copy see the processes of each other.', {
    default: 'true',
  }),
  flag('stdin', 'bool', 'Keep standard input open.', { shorthand: 'i' }),
  flag('target', 'string', 'The container whose processes are to be seen.'),
  flag('tty', 'bool', 'Give the container a terminal.', { shorthand: 't' }),
  ...plainFilenameFlags('identifying the resource to debug'),
]

/** `kubectl debug` (kubectl's debug.go, v1.33). */
export const debug: Command = {
  name: 'debug',
  use: '(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  long:
    'Debug pods and nodes: put a container with tools into a running pod, into a copy of one, or ' +
    'onto a node.',
  examples: [
    '# A shell beside the containers of a pod',
    'kubectl debug web -it --image=busybox',
    '',
    '# In a copy of the pod',
    'kubectl debug web -it --image=busybox --copy-to=web-debug',
    '',
    '# On a node, with its network',
    'kubectl debug node/node-1 -it --image=busybox',
  ],
  flags,
  completes: 'pods',
  run,
}

async function run(call: Call): Promise<number> {
  check(call)
  const before = call.words.slice(0, call.words.length - (call.after?.length ?? 0))
  const { errors, infos } = await select(call, { words: before, defaultType: 'pods' })
  for (const info of infos) {
    const made = await begun(call, info)
    if (attaches(call) && made.container !== '') {
      const code = await attachToNew(call, made)
      if (code !== 0) return code
    }
  }
  if (errors.length > 0) throw errors[0]
  return 0
}

async function begun(call: Call, info: Info) {
  switch (info.resource.kind) {
    case 'Node':
      return debugNode(call, info)
    case 'Pod':
      return call.flags.string('copy-to') === '' ? debugInPod(call, info) : debugByCopy(call, info)
    default: {
      const { group, kind, version } = info.resource
      throw failed(`"${group}/${version}, Kind=${kind}" not supported by debug`)
    }
  }
}

const attaches = ({ flags: given }: Call): boolean =>
  given.given('attach') ? given.bool('attach') : given.bool('stdin')

function check(call: Call): void {
  const { flags: given, words, world } = call
  const profile = given.string('profile')
  if (!profileNames.includes(profile)) throw failed(`unknown profile: ${profile}`)
  checkSort(call)
  const image = given.string('image')
  checkImage(image, (problem) => `invalid image name "${image}": ${problem}`)
  const own = words.length - (call.after?.length ?? 0)
  if (own === 0 && given.list('filename').length === 0) {
    throw failed('NAME or filename is required for debug')
  }
  const policy = given.string('image-pull-policy')
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy)) {
    throw failed(`invalid image pull policy: ${policy}`)
  }
  for (const [name, other] of Object.entries(given.map('set-image'))) {
    const about = `invalid image name "${other}" for container "${name}"`
    checkImage(other, (problem) => `${about}: ${problem}`)
  }
  checkTarget(call)
  if (given.bool('tty') && !given.bool('stdin')) {
    throw failed('-i/--stdin is required for containers with -t/--tty=true')
  }
  if (profile !== 'legacy') return
  world.stderr.write(
    '--profile=legacy is deprecated and will be removed in the future. It is recommended to ' +
      'explicitly specify a profile, for example "--profile=general".\n',
  )
}

function checkImage(image: string, said: (problem: string) => string): void {
  const problem = image === '' ? undefined : imageProblem(image)
  if (problem) throw failed(said(problem))
}

function checkSort({ after = [], flags: given }: Call): void {
  const [image, container] = [given.string('image'), given.string('container')]
  const images = Object.keys(given.map('set-image')).length
  if (given.given('attach') && given.bool('attach') && image === '' && container === '') {
    throw failed(
      'you must specify --container or create a new container using --image in order to attach.',
    )
  }
  if (given.string('copy-to') !== '') {
    if (image === '' && images === 0 && after.length === 0) {
      throw failed('you must specify --image, --set-image or command arguments.')
    }
    if (after.length > 0 && container === '' && image === '') {
      throw failed('you must specify an existing container or a new image when specifying args.')
    }
    return
  }
  const only = (name: string) => failed(`--${name} may only be used with --copy-to.`)
  if (given.bool('replace')) throw only('replace')
  if (given.bool('same-node')) throw only('same-node')
  if (images > 0) throw only('set-image')
  if (image === '') throw failed('you must specify --image when not using --copy-to.')
}

function checkTarget({ flags: given, world }: Call): void {
  const target = given.string('target')
  if (target === '') return
  if (given.string('copy-to') !== '') {
    throw failed('--target is incompatible with --copy-to. Use --share-processes instead.')
  }
  if (given.bool('quiet')) return
  world.stdout.write(
    `Targeting container "${target}". If you don't see processes from this container it may be ` +
      "because the container runtime doesn't support this feature.\n",
  )
}
