import type { Call, Command, Flag } from '../../command'
import { failed, misused } from '../../errors'
import {
  allNamespacesFlag,
  chunkSizeFlag,
  fieldSelectorFlag,
  filenameFlags,
  selectorFlag,
  subresourceFlag,
} from '../../flags/definitions'
import { formatOf } from '../../printers/formats'
import { getObjects } from './objects'
import { getRaw } from './raw'
import { getTables } from './tables'
import { watchObjects } from './watch'

const bool = (name: string, usage: string, more: Partial<Flag> = {}): Flag => ({
  name,
  type: 'bool',
  usage,
  ...more,
})

const formats =
  'json, yaml, name, go-template, go-template-file, template, templatefile, jsonpath, ' +
  'jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide'

const flags: readonly Flag[] = [
  allNamespacesFlag,
  bool('allow-missing-template-keys', 'Let templates name fields that are not there.', {
    default: 'true',
  }),
  chunkSizeFlag,
  fieldSelectorFlag,
  ...filenameFlags('identifying the resource to get from a server.'),
  bool('ignore-not-found', 'Say nothing, and succeed, when an object does not exist.'),
  {
    name: 'label-columns',
    shorthand: 'L',
    type: 'strings',
    usage: 'Labels, separated by commas, to be shown as columns; may be repeated.',
  },
  bool('no-headers', 'Leave out the headers of tables and custom columns.'),
  {
    name: 'output',
    shorthand: 'o',
    type: 'string',
    usage: `Output format. One of: (${formats}).`,
    values: ['wide', 'yaml', 'json', 'name', 'jsonpath=', 'custom-columns=', 'go-template='],
  },
  bool(
    'output-watch-events',
    'Show what happened to each object that --watch or --watch-only tells of.',
  ),
  { name: 'raw', type: 'string', usage: 'A path to request from the server as it stands.' },
  selectorFlag,
  bool('server-print', 'Let the server make the table.', { default: 'true' }),
  bool('show-kind', 'Put the type before each name.'),
  bool('show-labels', 'Show all labels as the last column.'),
  bool('show-managed-fields', 'Keep managedFields when objects are printed as JSON or YAML.'),
  {
    name: 'sort-by',
    type: 'string',
    usage:
      "A field to sort lists by, as a JSONPath expression such as '{.metadata.name}'; a number " +
      'or a text.',
  },
  subresourceFlag('Get a subresource of the object.'),
  {
    name: 'template',
    type: 'string',
    usage: 'A template, or the file it is in, for -o=go-template and -o=go-template-file.',
  },
  bool('watch', 'Go on with what changes after the objects have been shown.', { shorthand: 'w' }),
  bool('watch-only', 'Show only what changes.'),
]

/** `kubectl get`. */
export const get: Command = {
  name: 'get',
  use:
    '[(-o|--output=)json|yaml|name|go-template|go-template-file|template|templatefile|' +
    'jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] ' +
    '(TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]',
  short: 'Display one or many resources',
  long:
    'Display one or many resources.\n\n' +
    ' A table shows what matters most about each object. Objects are looked for in the current ' +
    'namespace, unless another or all are asked for; --selector narrows the list by labels.\n\n' +
    ' With -o the objects themselves are printed, or whatever a template makes of them.\n\n' +
    'Use "kubectl api-resources" for a complete list of supported resources.',
  examples: [
    '# Pods, as a table',
    'kubectl get pods',
    '',
    '# Pods with more columns, such as the node',
    'kubectl get pods -o wide',
    '',
    '# One Service as YAML',
    'kubectl get service web -o yaml',
    '',
    '# The cluster IP of a Service, and nothing else',
    "kubectl get service web -o jsonpath='{.spec.clusterIP}'",
    '',
    '# Deployments and Services of all namespaces',
    'kubectl get deployments,services -A',
    '',
    '# Pods with a label, and what becomes of them',
    'kubectl get pods -l app=web -w',
    '',
    '# Names and addresses of Pods, in columns of your own',
    'kubectl get pods -o custom-columns=NAME:.metadata.name,IP:.status.podIP',
  ],
  flags,
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags: given, words } = call
  if (given.string('raw') !== '') return getRaw(call)
  const watches = given.bool('watch') || given.bool('watch-only')
  const files = given.list('filename').length > 0 || given.string('kustomize') !== ''
  if (words.length === 0 && !files) throw nothingAsked(call)
  const output = given.string('output')
  if (given.bool('show-labels') && output !== '' && output !== 'wide') {
    throw failed(`--show-labels option cannot be used with ${output} printer`)
  }
  if (given.bool('output-watch-events') && !watches) {
    throw failed('--output-watch-events option can only be used with --watch or --watch-only')
  }
  if (watches) return watchObjects(call)
  const { name } = formatOf(call)
  return name === '' || name === 'wide' ? getTables(call) : getObjects(call)
}

function nothingAsked(call: Call): Error {
  call.world.stderr.write(
    'You must specify the type of resource to get. ' +
      'Use "kubectl api-resources" for a complete list of supported resources.\n\n',
  )
  return misused(
    call.path,
    'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed ' +
      'description of that resource (e.g. kubectl explain pods).',
  )
}
