import type { Flag } from '../command'

// Flags of verbs that change something.

/** `--save-config`. */
export const saveConfigFlag: Flag = {
  name: 'save-config',
  type: 'bool',
  usage: 'Keep the configuration of the object in its annotation, so that apply can go on from it.',
}

/** `--all`. */
export const allFlag: Flag = {
  name: 'all',
  type: 'bool',
  usage: 'Every object of the given types in the namespace.',
}

/** `--local`. */
export const localFlag: Flag = {
  name: 'local',
  type: 'bool',
  usage: 'Ask no server: change what -f holds, and print it.',
}

/** `--resource-version`. */
export const resourceVersionFlag: Flag = {
  name: 'resource-version',
  type: 'string',
  usage: 'Only when this is the resourceVersion of the object; for one object.',
}

/** `--windows-line-endings`. */
export const lineEndingsFlag: Flag = {
  name: 'windows-line-endings',
  type: 'bool',
  usage: 'Edit with the line ends of Windows.',
}

/** What goes with deleting: `--cascade`, `--force`, `--grace-period`, `--timeout`, `--wait`. */
export const deleteFlags = (wait: boolean): readonly Flag[] => [
  {
    name: 'cascade',
    type: 'string',
    default: 'background',
    bare: 'background',
    usage:
      'Must be "background", "orphan", or "foreground": what becomes of what belongs to the ' +
      'object, such as the Pods of a ReplicaSet.',
    values: ['background', 'orphan', 'foreground'],
  },
  {
    name: 'force',
    type: 'bool',
    usage: 'Delete at once and without waiting for the node. What runs may go on running.',
  },
  {
    name: 'grace-period',
    type: 'int',
    default: '-1',
    usage: 'Seconds that an object has to end by itself; below zero it decides. 0 needs --force.',
  },
  {
    name: 'timeout',
    type: 'duration',
    usage: 'How long to wait; zero leaves it to the size of the object.',
  },
  {
    name: 'wait',
    type: 'bool',
    default: String(wait),
    usage: 'Return only when the objects are gone.',
  },
]

/** `--overrides` and `--override-type`. */
export const overrideFlags: readonly Flag[] = [
  {
    name: 'override-type',
    type: 'string',
    default: 'merge',
    usage: 'The method used to override the generated object: json, merge, or strategic.',
    values: ['json', 'merge', 'strategic'],
  },
  { name: 'overrides', type: 'string', usage: 'JSON that the generated object is patched with.' },
]

/** `-f` of verbs that know neither directories below directories nor kustomizations. */
export const plainFilenameFlags = (doing: string): readonly Flag[] => [
  {
    name: 'filename',
    shorthand: 'f',
    type: 'strings',
    usage: `Filename, directory, or URL to files ${doing}`,
    values: 'files',
  },
  { name: 'recursive', type: 'bool', usage: '', hidden: true },
]
