import type { Call, Command } from '../../command'
import { failed, misused, together, withSource } from '../../errors'
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  outputFlags,
  selectorFlag,
  validateFlag,
} from '../../flags/definitions'
import { lineEndingsFlag, saveConfigFlag } from '../../flags/writing'
import type { Info } from '../../resources/select'
import { remembering } from '../../writing/annotation'
import { dryRunOf } from '../../writing/dry-run'
import { editedCreation } from '../../writing/edited-creation'
import { fileObjects, requireFiles } from '../../writing/files'
import { managerOf, validationOf, writeQuery } from '../../writing/query'
import { rawRequest } from '../../writing/raw'
import { reporter } from '../../writing/reporter'
import { post } from '../../writing/send'
import {
  createClusterRole,
  createClusterRoleBinding,
  createRole,
  createRoleBinding,
} from './access'
import { createConfigMap, createSecret } from './configuration'
import {
  createBudget,
  createIngress,
  createNamespace,
  createPriorityClass,
  createQuota,
  createServiceAccount,
} from './others'
import { createService } from './services'
import { createToken } from './token'
import { createCronJob, createDeployment, createJob } from './workloads'

/** `kubectl create` (kubectl's create.go). */
export const create: Command = {
  name: 'create',
  use: '-f FILENAME',
  short: 'Create a resource from a file or from stdin',
  long: 'Create a resource from a file or from stdin.\n\n JSON and YAML formats are accepted.',
  examples: [
    '# What a file holds',
    'kubectl create -f ./pod.yaml',
    '',
    '# What standard input brings',
    'cat pod.yaml | kubectl create -f -',
  ],
  flags: [
    ...filenameFlags('to use to create the resource'),
    ...outputFlags,
    dryRunFlag,
    { name: 'edit', type: 'bool', usage: 'Edit the objects before they are created.' },
    fieldManagerFlag('kubectl-create'),
    { name: 'raw', type: 'string', usage: 'Path on the server to send the file to as it is.' },
    saveConfigFlag,
    selectorFlag,
    validateFlag,
    lineEndingsFlag,
  ],
  commands: [
    createNamespace,
    createQuota,
    createSecret,
    createConfigMap,
    createServiceAccount,
    createService,
    createDeployment,
    createClusterRole,
    createClusterRoleBinding,
    createRole,
    createRoleBinding,
    createBudget,
    createPriorityClass,
    createJob,
    createCronJob,
    createIngress,
    createToken,
  ],
  completes: 'nothing',
  run,
}

async function run(call: Call): Promise<number> {
  const { words, flags, path } = call
  if (words.length > 0) throw misused(path, `Unexpected args: [${words.join(' ')}]`)
  requireFiles(call)
  if (flags.string('raw') !== '') return rawRequest(call, 'POST')
  const dryRun = dryRunOf(call)
  const validation = validationOf(call)
  const query = writeQuery(dryRun, { manager: managerOf(call), validation })
  const selector = flags.string('selector')
  const found = await fileObjects(call, { validate: validation !== 'Ignore', selector })
  if (flags.bool('edit')) return editedCreation(call, found, query)
  const report = reporter(call, dryRun)
  const errors = [...found.errors]
  for (const info of found.infos) {
    try {
      const object = flags.bool('save-config') ? remembering(info.object) : info.object
      const made = dryRun === 'client' ? object : await created(call, { ...info, object }, query)
      report('created', { resource: info.resource, object: made })
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw together(errors)
  if (found.infos.length === 0) throw failed('no objects passed to create')
  return 0
}

async function created(call: Call, info: Info, query: Readonly<Record<string, string>>) {
  try {
    return await post(call, info, info.object, query)
  } catch (error) {
    throw withSource(error, 'creating', info.source)
  }
}
