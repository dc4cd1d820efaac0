import type { Flag } from '../command'

// Flags that several verbs share, by the part of kubectl that defines them.

/** `-l`. */
export const selectorFlag: Flag = {
  name: 'selector',
  shorthand: 'l',
  type: 'string',
  usage:
    "Only objects whose labels match: '=', '==', '!=', 'in' and 'notin' are understood, " +
    'as in -l key1=value1,key2!=value2,key3 in (value3). All conditions must hold.',
}

/** `--field-selector`. */
export const fieldSelectorFlag: Flag = {
  name: 'field-selector',
  type: 'string',
  usage:
    "Only objects whose fields match: '=', '==' and '!=' are understood, as in " +
    '--field-selector key1=value1,key2=value2. Few fields of a kind can be selected by.',
}

/** `-A`. */
export const allNamespacesFlag: Flag = {
  name: 'all-namespaces',
  shorthand: 'A',
  type: 'bool',
  usage: 'Look in all namespaces, whatever --namespace and the context say.',
}

/** `-f`, `-R`, `-k`; `doing` ends the sentence of `-f`. */
export const filenameFlags = (doing: string): readonly Flag[] => [
  {
    name: 'filename',
    shorthand: 'f',
    type: 'strings',
    usage: `Filename, directory, or URL to files ${doing}`,
    values: 'files',
  },
  {
    name: 'kustomize',
    shorthand: 'k',
    type: 'string',
    usage: 'A kustomization directory; not together with -f or -R.',
    values: 'files',
  },
  {
    name: 'recursive',
    shorthand: 'R',
    type: 'bool',
    usage: 'Go through directories of -f, --filename with all that is below them.',
  },
]

/** `-o` of verbs that print what they wrote, and what belongs to it (genericclioptions). */
export const outputFlags: readonly Flag[] = [
  {
    name: 'output',
    shorthand: 'o',
    type: 'string',
    usage:
      'Output format. One of: (json, yaml, name, go-template, go-template-file, template, ' +
      'templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
    values: ['json', 'yaml', 'name', 'go-template=', 'jsonpath=', 'jsonpath-as-json='],
  },
  {
    name: 'template',
    type: 'string',
    usage: 'A template, or the file it is in, for -o=go-template and -o=go-template-file.',
  },
  {
    name: 'allow-missing-template-keys',
    type: 'bool',
    default: 'true',
    usage: 'Let templates name fields and keys that are not there.',
  },
  {
    name: 'show-managed-fields',
    type: 'bool',
    usage: 'Keep managedFields when objects are printed as JSON or YAML.',
  },
]

/** `--dry-run`. */
export const dryRunFlag: Flag = {
  name: 'dry-run',
  type: 'string',
  default: 'none',
  bare: 'unchanged',
  usage:
    'Must be "none", "server", or "client". With client the object is printed and not sent; ' +
    'with server it is sent, checked and not stored.',
  values: ['none', 'server', 'client'],
}

/** `--field-manager`. */
export const fieldManagerFlag = (name: string): Flag => ({
  name: 'field-manager',
  type: 'string',
  default: name,
  usage: 'Name under which fields are owned.',
})

/** `--validate`. */
export const validateFlag: Flag = {
  name: 'validate',
  type: 'string',
  default: 'strict',
  bare: 'strict',
  usage:
    'Must be one of: strict (or true), warn, ignore (or false). What becomes of fields that ' +
    'the kind does not have: refused, warned of, or dropped in silence.',
  values: ['strict', 'warn', 'ignore'],
}

/** `--subresource`; `of` lists what the verb can do. */
export const subresourceFlag = (usage: string): Flag => ({
  name: 'subresource',
  type: 'string',
  usage,
  values: ['status', 'scale', 'resize'],
})

/** `--chunk-size`. */
export const chunkSizeFlag: Flag = {
  name: 'chunk-size',
  type: 'int64',
  default: '500',
  usage: 'Ask for long lists in pieces of this many. 0 asks for all at once.',
}
