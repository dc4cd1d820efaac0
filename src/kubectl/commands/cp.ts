import type { Call, Command } from '../command'
import { baseOf, type FileSpec, folderOf, readSpec } from '../copying/spec'
import { type Entry, pack, unpack } from '../copying/tar'
import { failed } from '../errors'
import { pods } from '../resources/known'
import { pathTo } from '../resources/naming'
import { containerOf } from '../sessions/containers'
import { runRemote } from '../sessions/remote-command'
import type { Place } from '../sessions/session'
import type { Files } from '../world'

/** `kubectl cp` (kubectl's cp.go): tar at both ends of an exec. */
export const cp: Command = {
  name: 'cp',
  use: '<file-spec-src> <file-spec-dest>',
  short: 'Copy files and directories to and from containers',
  long:
    'Copy files and directories to and from containers.\n\n The container must have tar; text ' +
    'comes through as it is.',
  examples: [
    '# Into the first container of a pod',
    'kubectl cp index.html web:/usr/share/nginx/html/index.html',
    '',
    '# Out of a container',
    'kubectl cp web:/etc/hosts hosts -c nginx',
  ],
  flags: [
    {
      name: 'container',
      shorthand: 'c',
      type: 'string',
      usage: "Name of the container; the pod's default or first when none.",
      values: 'containers',
    },
    { name: 'no-preserve', type: 'bool', usage: 'Do not keep owners and permissions.' },
    { name: 'quiet', type: 'bool', usage: '', hidden: true },
    { name: 'retries', type: 'int', usage: 'How often a copy from a container is tried again.' },
  ],
  completes: 'files',
  run,
}

async function run(call: Call): Promise<number> {
  const { words } = call
  if (words.length !== 2) throw failed('source and destination are required')
  const [from, to] = [readSpec(words[0] ?? ''), readSpec(words[1] ?? '')]
  if (from.pod !== '' && to.pod !== '') {
    throw failed('one of src or dest must be a local file specification')
  }
  if (from.file === '' || to.file === '') throw failed('filepath can not be empty')
  if (from.pod !== '') await copyFrom(call, from, to.file)
  else if (to.pod !== '') await copyTo(call, from.file, to)
  else throw failed('one of src or dest must be a remote file specification')
  return 0
}

/** The container of a file. */
async function placeOf(call: Call, { pod, namespace }: FileSpec): Promise<Place> {
  const { session } = call
  const within = namespace || session.namespace
  const found = await session.server.get(pathTo(pods, within, pod))
  return { namespace: within, pod, container: containerOf(call, found, false) }
}

async function copyTo(call: Call, file: string, to: FileSpec): Promise<void> {
  const { world, flags } = call
  if (!isThere(world.files, file)) throw failed(`${file} doesn't exist in local filesystem`)
  const place = await placeOf(call, to)
  const target = (await isFolder(call, place, to.file))
    ? `${to.file.replace(/\/+$/, '')}/${baseOf(file)}`
    : to.file.replace(/\/+$/, '')
  const archive = pack(
    entriesOf(world.files, file, baseOf(target)),
    Math.floor(world.now() / 1_000),
  )
  const keep = flags.bool('no-preserve') ? ['--no-same-permissions', '--no-same-owner'] : []
  const command = ['tar', ...keep, '-xmf', '-', '-C', folderOf(target)]
  await runRemote(call, place, command, {
    stdin: archive,
    stdout: (text) => world.stdout.write(text),
    stderr: (text) => world.stderr.write(text),
  })
}

const isThere = (files: Files, path: string): boolean =>
  files.read(path) !== undefined || files.list(path) !== undefined

async function isFolder(call: Call, place: Place, path: string): Promise<boolean> {
  const silent = { stdout: () => undefined, stderr: () => undefined }
  try {
    await runRemote(call, place, ['test', '-d', path], silent)
    return true
  } catch {
    return false
  }
}

/** A file or directory, and all that is below it, under another name. */
function entriesOf(files: Files, path: string, name: string): readonly Entry[] {
  const text = files.read(path)
  if (text !== undefined) return [{ name, text }]
  const below = (files.list(path) ?? []).map((each) => each.replace(/\/$/, ''))
  const inside = path.replace(/\/+$/, '')
  return [
    { name },
    ...below.flatMap((each) => entriesOf(files, `${inside}/${each}`, `${name}/${each}`)),
  ]
}

async function copyFrom(call: Call, from: FileSpec, file: string): Promise<void> {
  const { world } = call
  // That a container was chosen is told on standard output here, as kubectl does.
  const place = await placeOf({ ...call, world: { ...world, stderr: world.stdout } }, from)
  let archive = ''
  await runRemote(call, place, ['tar', 'cf', '-', from.file], {
    stdout: (text) => {
      archive += text
    },
    stderr: (text) => world.stderr.write(text),
  })
  const prefix = from.file.replace(/^\/+|\/+$/g, '')
  for (const { name, text } of unpack(archive)) {
    if (text === undefined || !name.startsWith(prefix)) continue
    write(world.files, file.replace(/\/+$/, '') + name.slice(prefix.length), text)
  }
}

function write(files: Files, path: string, text: string): void {
  try {
    files.write(path, text)
  } catch (error) {
    const why = error instanceof Error ? error.message.toLowerCase() : String(error)
    throw failed(`open ${path}: ${why}`)
  }
}
