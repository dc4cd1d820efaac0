import { type Applied, type Applying, applyHere } from '../../applying/client-side'
import { prune } from '../../applying/prune'
import { applyThere } from '../../applying/server-side'
import type { Call, Command } from '../../command'
import { failed, misused, together } from '../../errors'
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  outputFlags,
  selectorFlag,
  subresourceFlag,
  validateFlag,
} from '../../flags/definitions'
import { allFlag, deleteFlags } from '../../flags/writing'
import { type JsonObject, own } from '../../json'
import { formatOf } from '../../printers/formats'
import { sorted } from '../../printers/json'
import type { Info } from '../../resources/select'
import { metadataIn } from '../../writing/annotation'
import { type DryRun, dryRunOf } from '../../writing/dry-run'
import { fileObjects, requireFiles } from '../../writing/files'
import { managerOf, validationOf, writeQuery } from '../../writing/query'
import { reporter } from '../../writing/reporter'
import { editLastApplied } from './edit-last-applied'
import { setLastApplied } from './set-last-applied'
import { viewLastApplied } from './view-last-applied'

/** `kubectl apply` (kubectl's apply.go). */
export const apply: Command = {
  name: 'apply',
  use: '(-f FILENAME | -k DIRECTORY)',
  short: 'Apply a configuration to a resource by file name or stdin',
  long:
    'Apply a configuration to a resource by file name or stdin. What is not there is created, ' +
    'what is there is\nchanged; an annotation keeps what was applied, so that a later apply ' +
    'knows what has been taken out.\n\n JSON and YAML formats are accepted.',
  examples: [
    'kubectl apply -f ./web.yaml',
    'cat web.yaml | kubectl apply -f -',
    '',
    '# By the server, which keeps account of who owns which field',
    'kubectl apply --server-side -f ./web.yaml',
    '',
    '# Delete what has app=web and is in the file no more',
    'kubectl apply --prune -f ./web.yaml -l app=web',
  ],
  flags: [
    ...filenameFlags('that contains the configuration to apply'),
    ...outputFlags,
    allFlag,
    dryRunFlag,
    fieldManagerFlag('kubectl-client-side-apply'),
    {
      name: 'force-conflicts',
      type: 'bool',
      usage: 'With --server-side: take fields over from other managers.',
    },
    {
      name: 'openapi-patch',
      type: 'bool',
      default: 'true',
      usage: "Reckon changes by the server's schemas.",
    },
    {
      name: 'overwrite',
      type: 'bool',
      default: 'true',
      usage: 'Let the file win over what others have changed.',
    },
    {
      name: 'prune',
      type: 'bool',
      usage: 'Delete what has been applied before and is not in the files; with -l or --all.',
    },
    {
      name: 'prune-allowlist',
      type: 'stringArray',
      usage: 'Kinds to prune, as <group/version/kind>',
    },
    selectorFlag,
    { name: 'server-side', type: 'bool', usage: 'Let the server reckon what changes.' },
    subresourceFlag('Apply to what is below the object: status or scale.'),
    validateFlag,
    ...deleteFlags(false),
  ],
  commands: [viewLastApplied, setLastApplied, editLastApplied],
  completes: 'files',
  run,
}

async function run(call: Call): Promise<number> {
  const { words, path, flags } = call
  if (words.length > 0) throw misused(path, `Unexpected args: [${words.join(' ')}]`)
  requireFiles(call)
  const dryRun = dryRunOf(call)
  check(call, dryRun)
  const validation = validationOf(call)
  const query = { ...writeQuery(dryRun, { manager: manager(call), validation }) }
  const serverSide = flags.bool('server-side')
  const applying: Applying = {
    dryRun,
    query: serverSide ? { ...query, force: String(flags.bool('force-conflicts')) } : query,
    force: flags.bool('force'),
    subresource: flags.string('subresource'),
  }
  const selector = flags.string('selector')
  const found = await fileObjects(call, { validate: validation !== 'Ignore', selector })
  const done = await applyAll(call, found.infos, { applying, serverSide, dryRun })
  if (found.infos.length === 0 && found.errors.length === 0) {
    throw failed('no objects passed to apply')
  }
  const errors = [...found.errors, ...done.errors]
  if (errors.length > 0) throw together(errors)
  printAll(call, done.objects, dryRun)
  if (flags.bool('prune')) {
    const uids = new Set(done.objects.map((each) => String(own(metadataIn(each), 'uid'))))
    const namespaces = new Set(found.infos.map((each) => each.namespace).filter((each) => each))
    await prune(call, { uids, namespaces }, { dryRun, report: reporter(call, dryRun) })
  }
  return 0
}

// `kubectl` is the manager of server-side apply unless another one is named.
const manager = (call: Call): string =>
  call.flags.bool('server-side') && !call.flags.given('field-manager') ? 'kubectl' : managerOf(call)

function check({ flags }: Call, dryRun: DryRun): void {
  const serverSide = flags.bool('server-side')
  const force = flags.bool('force')
  const selector = flags.string('selector')
  if (flags.bool('force-conflicts') && !serverSide) {
    throw failed('--force-conflicts only works with --server-side')
  }
  if (dryRun === 'client' && serverSide) {
    throw failed(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    )
  }
  if (serverSide && force) throw failed('--force cannot be used with --server-side')
  if (dryRun === 'server' && force) throw failed('--dry-run=server cannot be used with --force')
  if (flags.bool('all') && selector !== '') {
    throw failed('cannot set --all and --selector at the same time')
  }
  if (!flags.bool('prune')) return
  if (!flags.bool('all') && selector === '') {
    throw failed(
      'all resources selected for prune without explicitly passing --all. To prune all ' +
        'resources, pass the --all flag. If you did not mean to prune all resources, specify a ' +
        'label selector',
    )
  }
  if (serverSide) {
    throw failed(
      "--prune is in alpha and doesn't currently work on objects created by server-side apply",
    )
  }
}

interface Way {
  readonly applying: Applying
  readonly serverSide: boolean
  readonly dryRun: DryRun
}

async function applyAll(call: Call, infos: readonly Info[], way: Way) {
  const { applying, serverSide, dryRun } = way
  const whole = isWhole(call)
  const report = reporter(call, dryRun)
  const errors: unknown[] = []
  const objects: JsonObject[] = []
  for (const info of infos) {
    try {
      if (info.name === '') throw nameless(info)
      const applied: Applied = serverSide
        ? await applyThere(call, info, applying)
        : await applyHere(call, info, applying)
      objects.push(applied.object)
      if (!whole) report(applied.operation, { resource: info.resource, object: applied.object })
    } catch (error) {
      errors.push(error)
    }
  }
  return { errors, objects }
}

const nameless = ({ object, source }: Info) =>
  own(metadataIn(object), 'generateName') === undefined
    ? failed(
        `error when retrieving current configuration from "${source}": ` +
          'resource name may not be empty',
      )
    : failed(
        `from ${String(own(metadataIn(object), 'generateName'))}: ` +
          'cannot use generate name with apply',
      )

// With -o the objects come together, at the end.
const isWhole = (call: Call): boolean => !['', 'name'].includes(formatOf(call).name)

function printAll(call: Call, objects: readonly JsonObject[], dryRun: DryRun): void {
  if (!isWhole(call)) return
  const [only] = objects
  const ordered = objects.map((each) => sorted(each))
  const list = { kind: 'List', apiVersion: 'v1', metadata: {}, items: ordered }
  const object = only && objects.length === 1 ? (sorted(only) as JsonObject) : list
  const print = reporter(call, dryRun, { typed: true })
  print('', { resource: { kind: 'List', group: '' }, object })
}
