import type { Call, Command, Flag } from '../command'
import { failed, misused } from '../errors'
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags } from '../flags/definitions'
import { deleteFlags, overrideFlags, saveConfigFlag } from '../flags/writing'
import { imageProblem } from '../generators/image-name'
import { labelsOf, pod, portOf } from '../generators/pod'
import { runService } from '../generators/run-service'
import type { JsonObject } from '../json'
import { overridden } from '../overrides'
import { pods, services } from '../resources/known'
import { attachToRun, type Created } from '../sessions/attached-run'
import { rememberingTyped } from '../writing/annotation'
import { type DryRun, dryRunOf } from '../writing/dry-run'
import { managerOf, writeQuery } from '../writing/query'
import { reporter } from '../writing/reporter'
import { type Addressed, ownNamespace, post } from '../writing/send'

const bool = (name: string, usage: string, shorthand?: string): Flag => ({
  name,
  type: 'bool',
  usage,
  ...(shorthand === undefined ? {} : { shorthand }),
})
const text = (name: string, usage: string, more: Partial<Flag> = {}): Flag => ({
  name,
  type: 'string',
  usage,
  ...more,
})

const flags: readonly Flag[] = [
  ...filenameFlags('to use to replace the resource.').map((flag) => ({ ...flag, hidden: false })),
  ...outputFlags,
  { name: 'annotations', type: 'stringArray', usage: 'Annotations of the pod: key=value.' },
  bool('attach', 'Wait for the pod to run and attach to it; on with -i.'),
  bool('command', 'The words after -- are the command, no arguments of the image.'),
  dryRunFlag,
  { name: 'env', type: 'stringArray', usage: 'Environment variables of the container.' },
  bool('expose', 'Create a ClusterIP service of the pod, too. Needs --port.'),
  fieldManagerFlag('kubectl-run'),
  text('image', 'The image for the container to run.', { required: true }),
  text('image-pull-policy', 'Always, IfNotPresent, or Never; the server decides when none.', {
    values: ['Always', 'IfNotPresent', 'Never'],
  }),
  text('labels', "The pod's labels with commas between; run=NAME when none.", { shorthand: 'l' }),
  bool('leave-stdin-open', 'With -i: standard input stays open after the first attach.'),
  ...overrideFlags,
  {
    name: 'pod-running-timeout',
    type: 'duration',
    default: '1m0s',
    usage: 'How long to wait until at least one pod is running',
  },
  text('port', 'The port that this container exposes.'),
  bool('privileged', 'Run the container in privileged mode.'),
  bool('quiet', 'Say nothing of the prompt.', 'q'),
  text('restart', "The pod's restartPolicy: Always, OnFailure, Never.", {
    default: 'Always',
    values: ['Always', 'OnFailure', 'Never'],
  }),
  bool('rm', 'Delete the pod after it exits. Only for attached containers.'),
  saveConfigFlag,
  bool('stdin', 'Keep standard input open, even when nothing is attached.', 'i'),
  bool('tty', 'Give the container a terminal.', 't'),
  ...deleteFlags(false),
]

/** `kubectl run` (kubectl's run.go). */
export const run: Command = {
  name: 'run',
  use:
    'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] ' +
    '[--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  short: 'Run a particular image on the cluster',
  long: 'Create and run a particular image in a pod.',
  examples: [
    'kubectl run web --image=nginx:alpine',
    '',
    '# Ask for a name from within the cluster, and clean up',
    'kubectl run test --rm -it --image=busybox -- nslookup web',
    '',
    '# A shell in the cluster',
    'kubectl run -i -t busybox --image=busybox --restart=Never',
    '',
    '# Only show what would be created',
    'kubectl run web --image=nginx:alpine --dry-run=client -o yaml',
  ],
  flags,
  completes: 'nothing',
  run: runPod,
}

async function runPod(call: Call): Promise<number> {
  const { words } = call
  const dryRun = dryRunOf(call)
  const attach = attaches(call)
  check(call, attach, dryRun)
  const [name = ''] = words
  await call.session.server.versions()
  const labels = labelsOf(call.flags.string('labels'))
  const named = Object.keys(labels).length > 0 ? labels : { run: name }
  const made = await overridden(call, podOf(call, name, named), pods)
  const object = await send(call, made, { resource: pods, dryRun })
  const created: Created[] = [{ resource: pods, object }]
  const report = reporter(call, dryRun, { typed: true })
  if (call.flags.bool('expose')) {
    const wanted = serviceOf(call, name, named)
    const service = await send(call, wanted, { resource: services, dryRun })
    report('created', { resource: services, object: service })
    if (call.flags.string('output') === 'yaml') call.world.stdout.write('---\n')
    created.push({ resource: services, object: service })
  }
  if (attach) return attachToRun(call, created)
  report('created', { resource: pods, object })
  return 0
}

const attaches = ({ flags: given }: Call): boolean =>
  given.given('attach') ? given.bool('attach') : given.bool('stdin')

function check(call: Call, attach: boolean, dryRun: DryRun): void {
  const { flags: given, words, path } = call
  const wrong = (message: string) => misused(path, message)
  const image = given.string('image')
  if (given.bool('tty') && !given.bool('stdin')) {
    if (words.length > 0) {
      throw wrong('-i/--stdin is required for containers with -t/--tty=true')
    }
  }
  if (words.length === 0) throw wrong('NAME is required for run')
  if (image === '') throw failed('--image is required')
  const problem = imageProblem(image)
  if (problem) throw failed(`Invalid image name "${image}": ${problem}`)
  if (given.bool('expose') && given.string('port') === '') {
    throw wrong('--port must be set when exposing a service')
  }
  const restart = given.string('restart')
  if (!['Always', 'OnFailure', 'Never'].includes(restart)) {
    throw wrong(`invalid restart policy: ${restart}`)
  }
  const pull = given.string('image-pull-policy')
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(pull)) {
    throw wrong(`invalid image pull policy: ${pull}`)
  }
  if (given.bool('rm') && !attach) {
    throw wrong('--rm should only be used for attached containers')
  }
  if (attach && dryRun !== 'none') {
    throw wrong(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, " +
        '--stdin, or --tty)',
    )
  }
}

function podOf(call: Call, name: string, labels: Readonly<Record<string, string>>): JsonObject {
  const { flags: given, words } = call
  return pod({
    name,
    namespace: call.flags.string('dry-run') === 'client' ? ownNamespace(call) : undefined,
    image: given.string('image'),
    words: words.slice(1),
    command: given.bool('command'),
    env: given.list('env'),
    port: given.string('port'),
    labels,
    annotations: given.list('annotations'),
    restart: given.string('restart'),
    imagePullPolicy: given.string('image-pull-policy'),
    privileged: given.bool('privileged'),
    stdin: given.bool('stdin'),
    tty: given.bool('tty'),
    leaveStdinOpen: given.bool('leave-stdin-open'),
  })
}

const serviceOf = (
  { flags: given }: Call,
  name: string,
  labels: Readonly<Record<string, string>>,
): JsonObject =>
  runService({
    name,
    port: portOf(given.string('port')),
    selector: labels,
    labels: labelsOf(given.string('labels')),
  })

async function send(
  call: Call,
  made: JsonObject,
  { resource, dryRun }: { readonly resource: Addressed; readonly dryRun: DryRun },
): Promise<JsonObject> {
  const object =
    call.flags.bool('save-config') && dryRun !== 'client' ? rememberingTyped(made) : made
  if (dryRun === 'client') return object
  const query = writeQuery(dryRun, { manager: managerOf(call) })
  return post(call, { resource, namespace: call.session.namespace }, object, query)
}
