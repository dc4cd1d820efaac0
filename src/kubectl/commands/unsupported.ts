import type { Call, Command, Flag } from '../command'
import { failed } from '../errors'
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
