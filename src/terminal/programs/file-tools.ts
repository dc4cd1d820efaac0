import { FileError, isWithin, nameOf } from '../files'
import type { Laptop } from '../shell/process'
import { UsageError } from './options'
import { defineProgram } from './program'

/** Does something to each word, and tells in the program's words what could not be done. */
function each(
  words: readonly string[],
  laptop: Laptop,
  complaint: (word: string) => string,
  act: (word: string) => void,
): number {
  let status = 0
  for (const word of words) {
    try {
      act(word)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      laptop.stderr.write(`${complaint(word)}: ${error.message}\n`)
      status = 1
    }
  }
  return status
}

function needWords(words: readonly string[], least = 1): void {
  if (words.length === 0) throw new UsageError('missing operand')
  if (words.length < least) {
    throw new UsageError(`missing destination file operand after '${words[0]}'`)
  }
}

/** Makes directories. */
export const mkdir = defineProgram({
  name: 'mkdir',
  use: '[OPTION]... DIRECTORY...',
  short: 'Create the DIRECTORY(ies), if they do not already exist.',
  options: { flags: 'pv', values: 'm', long: { parents: 'p', verbose: 'v' } },
  run: ({ words, has }, laptop) => {
    needWords(words)
    const complaint = (word: string) => `mkdir: cannot create directory '${word}'`
    return each(words, laptop, complaint, (word) => {
      if (!has('p')) {
        laptop.files.makeDirectory(word)
        return
      }
      const parts = laptop.files.path(word).split('/').slice(1)
      for (const [at] of parts.entries()) {
        const path = `/${parts.slice(0, at + 1).join('/')}`
        const status = laptop.files.status(path)
        if (status && !status.directory) throw new FileError('File exists')
        if (!status) laptop.files.makeDirectory(path)
      }
    })
  },
})

/** Removes empty directories. */
export const rmdir = defineProgram({
  name: 'rmdir',
  use: 'DIRECTORY...',
  short: 'Remove the DIRECTORY(ies), if they are empty.',
  options: { flags: 'pv' },
  run: ({ words }, laptop) => {
    needWords(words)
    return each(
      words,
      laptop,
      (word) => `rmdir: failed to remove '${word}'`,
      (word) => {
        const status = laptop.files.status(word)
        if (status && !status.directory) throw new FileError('Not a directory')
        laptop.files.remove(word)
      },
    )
  },
})

/** Everything below a path, the deepest first, and the path itself. */
function below(path: string, laptop: Laptop): readonly string[] {
  const names = laptop.files.list(path) ?? []
  return [...names.flatMap((name) => below(`${path}/${name.replace(/\/$/, '')}`, laptop)), path]
}

/** Removes files. */
export const rm = defineProgram({
  name: 'rm',
  use: '[OPTION]... [FILE]...',
  short: 'Remove (unlink) the FILE(s).',
  options: { flags: 'rRfiv', long: { recursive: 'r', force: 'f' } },
  run: ({ words, has }, laptop) => {
    if (words.length === 0 && has('f')) return 0
    needWords(words)
    return each(
      words,
      laptop,
      (word) => `rm: cannot remove '${word}'`,
      (word) => {
        const status = laptop.files.status(word)
        if (!status && has('f')) return
        if (status?.directory && !has('r') && !has('R')) throw new FileError('Is a directory')
        for (const path of below(word, laptop)) laptop.files.remove(path)
      },
    )
  },
})

/** Where a file goes when it is copied or moved: into a directory, under its own name. */
const destination = (from: string, to: string, { files }: Laptop): string =>
  files.status(to)?.directory ? `${to}/${nameOf(files.path(from))}` : to

function copy(from: string, to: string, laptop: Laptop): void {
  const { files } = laptop
  if (!files.status(from)?.directory) {
    files.write(to, files.mustRead(from))
    if (files.status(from)?.executable) files.setExecutable(to, true)
    return
  }
  if (!files.status(to)) files.makeDirectory(to)
  for (const name of files.list(from) ?? []) {
    copy(`${from}/${name.replace(/\/$/, '')}`, `${to}/${name.replace(/\/$/, '')}`, laptop)
  }
}

/** Copies files. */
export const cp = defineProgram({
  name: 'cp',
  use: '[OPTION]... SOURCE... DEST',
  short: 'Copy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.',
  options: { flags: 'rRafvp', long: { recursive: 'r', archive: 'a' } },
  run: ({ words, has }, laptop) => {
    if (words.length === 0) throw new UsageError('missing file operand')
    needWords(words, 2)
    const to = words.at(-1) ?? ''
    if (words.length > 2 && !laptop.files.status(to)?.directory) {
      throw new UsageError(`target '${to}': No such file or directory`)
    }
    let status = 0
    for (const word of words.slice(0, -1)) {
      const found = laptop.files.status(word)
      if (!found) {
        laptop.stderr.write(`cp: cannot stat '${word}': No such file or directory\n`)
        status = 1
      } else if (found.directory && !(has('r') || has('R') || has('a'))) {
        laptop.stderr.write(`cp: -r not specified; omitting directory '${word}'\n`)
        status = 1
      } else {
        const target = destination(word, to, laptop)
        if (found.directory && isWithin(laptop.files.path(target), laptop.files.path(word))) {
          laptop.stderr.write(`cp: cannot copy a directory, '${word}', into itself, '${target}'\n`)
          status = 1
          continue
        }
        status ||= each(
          [target],
          laptop,
          (path) => `cp: cannot create regular file '${path}'`,
          () => copy(word, target, laptop),
        )
      }
    }
    return status
  },
})

/** Renames files. */
export const mv = defineProgram({
  name: 'mv',
  use: '[OPTION]... SOURCE... DEST',
  short: 'Rename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.',
  options: { flags: 'fivn' },
  run: ({ words }, laptop) => {
    if (words.length === 0) throw new UsageError('missing file operand')
    needWords(words, 2)
    const to = words.at(-1) ?? ''
    let status = 0
    for (const word of words.slice(0, -1)) {
      if (!laptop.files.status(word)) {
        laptop.stderr.write(`mv: cannot stat '${word}': No such file or directory\n`)
        status = 1
        continue
      }
      const target = destination(word, to, laptop)
      const paths = [laptop.files.path(word), laptop.files.path(target)] as const
      if (isWithin(paths[1], paths[0])) {
        const same = paths[0] === paths[1]
        const why = same
          ? `'${word}' and '${target}' are the same file`
          : `cannot move '${word}' to a subdirectory of itself, '${target}'`
        laptop.stderr.write(`mv: ${why}\n`)
        status = 1
        continue
      }
      status ||= each(
        [word],
        laptop,
        () => `mv: cannot move '${word}' to '${target}'`,
        () => {
          copy(word, target, laptop)
          for (const path of below(word, laptop)) laptop.files.remove(path)
        },
      )
    }
    return status
  },
})

/** Makes empty files, or sets their time. */
export const touch = defineProgram({
  name: 'touch',
  use: '[OPTION]... FILE...',
  short: 'Update the modification times of each FILE to the current time.',
  options: { flags: 'acm' },
  run: ({ words, has }, laptop) => {
    if (words.length === 0) throw new UsageError('missing file operand')
    return each(
      words,
      laptop,
      (word) => `touch: cannot touch '${word}'`,
      (word) => {
        if (!has('c') || laptop.files.status(word)) laptop.files.touch(word)
      },
    )
  },
})

/** Says which files may be run. */
export const chmod = defineProgram({
  name: 'chmod',
  use: 'MODE FILE...',
  short: 'Change the mode of each FILE to MODE. Only whether it may be run is kept.',
  run: ({ words: [mode, ...words] }, laptop) => {
    if (mode === undefined || words.length === 0) throw new UsageError('missing operand')
    const octal = /^0?([0-7])[0-7]{2}$/.exec(mode)?.[1]
    if (octal === undefined && !/^[ugoa]*[-+=][rwx]+$/.test(mode)) {
      throw new UsageError(`invalid mode: '${mode}'`)
    }
    const adds =
      octal === undefined ? mode.includes('x') && !mode.includes('-') : Number(octal) % 2 === 1
    if (octal === undefined && !mode.includes('x')) return 0
    const complaint = (word: string) => `chmod: cannot access '${word}'`
    return each(words, laptop, complaint, (word) => laptop.files.setExecutable(word, adds))
  },
})
