import type { Call, CommandError } from '../command'
import { failed, textOf } from '../errors'
import type { JsonObject } from '../json'
import { formatOf } from '../printers/formats'
import { prettyJson, sorted } from '../printers/json'
import { goYaml } from '../printers/yaml'
import { parsedText } from '../resources/manifests'

/** Why an editor opens again: what was wrong, in lines for its header. */
export interface Reason {
  readonly head: string
  readonly other: readonly string[]
}

/** What became of an edited text. */
export interface Outcome {
  /** Anything here opens the editor again. */
  readonly reasons: readonly Reason[]
  /** What is said at the end of an edit that cannot be finished. */
  readonly lost?: (file: string) => string
}

/** One edit: the objects that the editor shows, and what happens to them after. */
export interface Editing {
  readonly objects: readonly JsonObject[]
  /** Takes what the editor brings; throws when there is no going on. */
  take(edited: readonly JsonObject[]): Promise<Outcome>
}

/** Opens the editor until its text is taken, unchanged or empty (kubectl's editoptions.go). */
export async function edit(call: Call, { objects, take }: Editing): Promise<number> {
  const format = formatOf(call).name === 'json' ? 'json' : 'yaml'
  const original = shown(objects, format)
  let [text, wrong]: [string, readonly Reason[]] = [original, []]
  while (true) {
    const file = `/tmp/kubectl-edit-${1_000_000_000 + call.world.random(3_000_000_000)}.${format}`
    const header = format === 'yaml' ? headerOf(wrong) : ''
    const edited = await open(call, file, header + text)
    const body = uncommented(edited)
    if (wrong.length > 0 && body === uncommented(text)) {
      throw kept(call, file, edited, 'Edit cancelled, no valid changes were saved.')
    }
    if (body === uncommented(original)) return cancelled(call, 'no changes made')
    if (body.trim() === '') return cancelled(call, 'saved file was empty')
    text = body
    const parsed = parse(edited)
    if (!Array.isArray(parsed)) {
      wrong = [{ head: `The edited file had a syntax error: ${parsed}`, other: [] }]
      continue
    }
    const outcome = await taken(call, { file, edited, take: () => take(parsed) })
    if (outcome.lost) {
      save(call, file, edited)
      call.world.stderr.write(`${outcome.lost(file)}\n`)
      return 1
    }
    if (outcome.reasons.length === 0) return 0
    wrong = outcome.reasons
  }
}

async function taken(
  call: Call,
  { file, edited, take }: { file: string; edited: string; take: () => Promise<Outcome> },
): Promise<Outcome> {
  try {
    return await take()
  } catch (error) {
    throw kept(call, file, edited, textOf(error).replace(/^error: /, ''))
  }
}

/** The text that the editor opens with. */
function shown(objects: readonly JsonObject[], format: 'json' | 'yaml'): string {
  const [only] = objects
  const object: JsonObject =
    only && objects.length === 1
      ? only
      : { apiVersion: 'v1', items: objects, kind: 'List', metadata: {} }
  return format === 'json' ? prettyJson(sorted(object)) : goYaml(object)
}

const headerOf = (reasons: readonly Reason[]): string =>
  [
    "# Please edit the object below. Lines beginning with a '#' will be ignored,",
    '# and an empty file will abort the edit. If an error occurs while saving this file will be',
    '# reopened with the relevant failures.',
    '#',
    ...reasons.flatMap(({ head, other }) => [
      ...`${head}${other.length > 0 ? ':' : ''}`.split('\n').map((line) => `# ${line}`),
      ...other.map((line) => `# * ${line}`),
      '#',
    ]),
    '',
  ].join('\n')

const uncommented = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')

async function open({ world }: Call, file: string, text: string): Promise<string> {
  if (!world.edit) throw failed('unable to launch the editor "vi"')
  return world.edit(file, text)
}

function cancelled({ world }: Call, why: string): number {
  world.stderr.write(`Edit cancelled, ${why}.\n`)
  return 0
}

/** The objects of an edited text, or what is wrong with it. */
function parse(text: string): readonly JsonObject[] | string {
  try {
    return parsedText('edited-file', text).map(({ object }) => object)
  } catch (error) {
    return textOf(error).replace(/^error: /, '')
  }
}

function save({ world }: Call, file: string, text: string): boolean {
  try {
    world.files.write(file, text)
    return true
  } catch {
    return false
  }
}

function kept(call: Call, file: string, text: string, message: string): CommandError {
  if (save(call, file, text)) {
    call.world.stderr.write(`A copy of your changes has been stored to "${file}"\n`)
  }
  return failed(message)
}
