import { absolutePath, type FileSystem } from '../files/file-system'

/** A text as a pattern that fits nothing else. */
export const literalPattern = (text: string): string => text.replace(/[*?[\]\\]/g, '\\$&')

/** Whether a pattern fits more than itself. */
export const isPattern = (pattern: string): boolean =>
  /[*?]|\[[^\]]+\]/.test(pattern.replace(/\\[\s\S]/g, ''))

/** What a pattern of the shell fits: `*`, `?`, `[a-z]`; a backslash takes the meaning away. */
export function globOf(pattern: string): RegExp {
  const pieces = pattern.match(/\\[\s\S]|\[!?\]?[^\]]*\]|[\s\S]/g) ?? []
  try {
    return new RegExp(`^${pieces.map(sourceOf).join('')}$`, 's')
  } catch {
    return NOTHING // a range that runs backwards, `[z-a]`
  }
}

const NOTHING = /(?!)/

function sourceOf(piece: string): string {
  if (piece === '*') return '.*'
  if (piece === '?') return '.'
  if (piece.length > 2 && piece.startsWith('[')) {
    const inside = piece.slice(1, -1).replace(/[\\[]/g, '\\$&')
    return `[${inside.startsWith('!') ? `^${inside.slice(1)}` : inside.replace(/^\^/, '\\^')}]`
  }
  return piece.replace(/^\\(?=[\s\S])/, '').replace(/[.+^$(){}|[\]\\*?]/g, '\\$&')
}

/** The paths that a pattern fits, in order. */
export function pathsOf(pattern: string, directory: string, files: FileSystem): readonly string[] {
  const segments = pattern.split('/')
  let found: readonly string[] = ['']
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1
    found = found.flatMap((above) => {
      const start = index === 0 ? '' : `${above}/`
      if (isPattern(segment)) return namesIn(start, segment, directory, files)
      const path = start + segment.replace(/\\([\s\S])/g, '$1')
      return isLast && !files.find(absolutePath(directory, path)) ? [] : [path]
    })
  }
  return found
}

function namesIn(
  start: string,
  segment: string,
  directory: string,
  files: FileSystem,
): readonly string[] {
  const glob = globOf(segment)
  const names = files.list(absolutePath(directory, start)) ?? []
  return names
    .filter((name) => glob.test(name) && (segment.startsWith('.') || !name.startsWith('.')))
    .map((name) => start + name)
    .sort()
}
