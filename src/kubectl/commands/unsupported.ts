import type { Call, Command, Flag } from '../command'
import { CommandError } from '../command'
import { failed, misused } from '../errors'
import { showHelp } from '../writing/help'

/** Flags that are read, so that the verb itself can say that it is not supported. */
const idle = (definitions: Readonly<Record<string, Partial<Flag>>>): readonly Flag[] =>
  Object.entries(definitions).map(([name, more]) => ({
    name,
    type: 'bool',
    usage: 'Has no effect here.',
    ...more,
  }))

const text = { type: 'string' } as const
const list = { type: 'stringArray' } as const

const files = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** `kubectl kustomize`: looks for the file as kubectl does, and builds nothing. */
export const kustomize: Command = {
  name: 'kustomize',
  use: 'DIR [flags]',
  short: 'Build a kustomization target from a directory or URL',
  long: "Build what a 'kustomization.yaml' file puts together. Not supported here.",
  flags: [
    {
      name: 'output',
      shorthand: 'o',
      type: 'string',
      usage: 'File to write to instead of standard output.',
      values: 'files',
    },
    ...idle({
      'as-current-user': {},
      'enable-alpha-plugins': {},
      'enable-helm': {},
      env: { ...list, shorthand: 'e' },
      'helm-api-versions': list,
      'helm-command': { ...text, default: 'helm' },
      'helm-debug': {},
      'helm-kube-version': text,
      'load-restrictor': { ...text, default: 'LoadRestrictionsRootOnly' },
      mount: list,
      network: {},
      'network-name': { ...text, default: 'bridge' },
    }),
  ],
  completes: 'files',
  run: async ({ words, world }) => {
    const [given = '.'] = words
    const folder = given.replace(/\/$/, '')
    const found = files.some((name) => world.files.read(`${folder}/${name}`) !== undefined)
    if (found || files.some((name) => folder === '.' && world.files.read(name) !== undefined)) {
      throw failed('kustomizations are not supported here')
    }
    const shown = folder === '.' ? (world.environment['PWD'] ?? '.') : folder
    throw failed(
      "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in " +
        `directory '${shown}'`,
    )
  },
}

const decision = (name: string, short: string): Command => ({
  name,
  use: '(-f FILENAME | NAME)',
  short,
  long: `${short}. The server has to have such requests.`,
  flags: [
    {
      name: 'filename',
      shorthand: 'f',
      type: 'strings',
      usage: 'Filename, directory, or URL to files identifying the resource to update',
      values: 'files',
    },
  ],
  completes: 'nothing',
  run: decide,
})

async function decide({ words, flags, session }: Call): Promise<number> {
  if (words.length === 0 && flags.list('filename').length === 0) {
    throw failed('one or more CSRs must be specified as <name> or -f <filename>')
  }
  await session.server.resource('certificatesigningrequests')
  throw failed('certificate signing requests are not supported here')
}

/** `kubectl certificate`: signing requests are no part of this cluster. */
export const certificate: Command = {
  name: 'certificate',
  use: 'SUBCOMMAND',
  short: 'Modify certificate resources',
  long: 'Modify certificate resources.',
  commands: [
    decision('approve', 'Approve a certificate signing request'),
    decision('deny', 'Deny a certificate signing request'),
  ],
  run: (call) => showHelp(call, 0),
}

/** `kubectl debug`: no containers can be added to a Pod that runs here. */
export const debug: Command = {
  name: 'debug',
  use: '(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  long:
    'Debug cluster resources using interactive debugging containers. Ephemeral containers are ' +
    'not supported here;\n run a pod of your own beside the others instead.',
  examples: ['kubectl run -it --rm toolbox --image=busybox --restart=Never -- sh'],
  flags: [
    { name: 'container', shorthand: 'c', type: 'string', usage: 'Name of the new container.' },
    { name: 'copy-to', type: 'string', usage: 'Name of a copy of the pod to debug instead.' },
    { name: 'image', type: 'string', usage: 'Image of the new container.' },
    { name: 'profile', type: 'string', default: 'legacy', usage: 'What the container may do.' },
    { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Say less.' },
    { name: 'stdin', shorthand: 'i', type: 'bool', usage: 'Keep standard input open.' },
    { name: 'target', type: 'string', usage: 'The container whose processes are to be seen.' },
    { name: 'tty', shorthand: 't', type: 'bool', usage: 'Give the container a terminal.' },
    ...idle({
      'arguments-only': {},
      attach: {},
      custom: text,
      env: list,
      filename: { ...list, shorthand: 'f' },
      'image-pull-policy': text,
      'keep-annotations': {},
      'keep-init-containers': { default: 'true' },
      'keep-labels': {},
      'keep-liveness': {},
      'keep-readiness': {},
      'keep-startup': {},
      replace: {},
      'same-node': {},
      'set-image': { type: 'stringToString' },
      'share-processes': { default: 'true' },
    }),
  ],
  completes: 'pods',
  run: async ({ flags, words, path }) => {
    if (flags.string('image') === '' && flags.string('copy-to') === '') {
      throw failed('you must specify --image when not using --copy-to.')
    }
    if (words.length === 0) throw misused(path, 'NAME or TYPE/NAME is required for debug')
    throw new CommandError(
      'error: debug is not supported here: use kubectl run -it --rm toolbox --image=busybox -- sh',
    )
  },
}
