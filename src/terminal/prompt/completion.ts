/** What Tab found. */
export interface Completion {
  /** Where the word begins that they would replace. */
  readonly from: number
  readonly candidates: readonly string[]
}

/** What Tab looks among. */
export interface CompletionSource {
  readonly commands: readonly string[]
  readonly variables: readonly string[]
  readonly aliases: ReadonlyMap<string, string>
  /** Names in a directory, a directory's with `/` at its end. */
  list(directory: string): readonly string[]
  /** kubectl's own: from its words, the last of which is being typed, to candidates. */
  kubectl?(words: readonly string[]): Promise<readonly string[]>
}

/** What may stand before a command: assignments, and words of the shell's own. */
const beforeCommand = /^(?:[A-Za-z_]\w*=.*|do|then|else|if|elif|while|until|time|!)$/

/** Finds what could stand at the caret. */
export async function completionAt(line: string, source: CompletionSource): Promise<Completion> {
  const command = /(?:^|[|;&({\n]|\$\()\s*([^|;&(){}\n]*)$/
  const segment = command.exec(line)?.[1] ?? line
  const words = segment
    .trimStart()
    .split(/\s+/)
    .filter((word, at, all) => word !== '' || at === all.length - 1)
  while (words.length > 1 && beforeCommand.test(words[0] ?? '')) words.shift()
  const word = words.at(-1) ?? ''
  const from = line.length - word.length
  const only = (names: readonly string[], beginning = word): readonly string[] =>
    [...new Set(names.filter((name) => name.startsWith(beginning)))].sort()
  const variable = /\$(\w*)$/.exec(word)
  if (variable) {
    const [all, name = ''] = variable
    return {
      from: line.length - all.length,
      candidates: only(source.variables, name).map((each) => `$${each}`),
    }
  }
  const redirected = /[<>]\s*$/.test(line.slice(0, from))
  if (words.length <= 1 && !redirected && !word.includes('/')) {
    return { from, candidates: only(source.commands) }
  }
  const kubectlWords = redirected ? undefined : kubectlWordsOf(words, source.aliases)
  if (kubectlWords && source.kubectl) {
    const found = await source.kubectl(kubectlWords)
    if (found.length > 0) return { from, candidates: only(found) }
  }
  return { from, candidates: filesAt(word, source) }
}

/** The words after `kubectl`, when the command is that or stands for it. */
function kubectlWordsOf(
  words: readonly string[],
  aliases: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const past = ['watch', 'time', 'xargs', 'sudo'].includes(words[0] ?? '') ? words.slice(1) : words
  const [first = '', ...rest] = past
  const alias = aliases.get(first)?.split(/\s+/)
  const all = alias ? [...alias, ...rest] : past
  return all[0] === 'kubectl' ? all.slice(1) : undefined
}

function filesAt(word: string, { list }: CompletionSource): readonly string[] {
  const value = /^--?[\w-]+=(.*)$/.exec(word)?.[1] ?? word
  const head = word.slice(0, word.length - value.length)
  const slash = value.lastIndexOf('/')
  const directory = slash < 0 ? '.' : value.slice(0, slash) || '/'
  const beginning = value.slice(slash + 1)
  return list(directory)
    .filter((name) => name.startsWith(beginning) && (name[0] !== '.' || beginning[0] === '.'))
    .map((name) => `${head}${value.slice(0, slash + 1)}${name}`)
}

/** What all candidates begin with. */
export function commonBeginning(candidates: readonly string[]): string {
  const [first = '', ...others] = candidates
  let length = first.length
  for (const each of others) {
    while (!each.startsWith(first.slice(0, length))) length--
  }
  return first.slice(0, length)
}

/** Candidates in columns, as bash lists them; of paths only the last part. */
export function listed(candidates: readonly string[], columns: number): string {
  const names = candidates.map((each) => /[^/]*\/?$/.exec(each)?.[0] || each)
  const width = Math.max(...names.map((name) => name.length)) + 2
  const across = Math.max(Math.floor(columns / width), 1)
  const rows = Math.ceil(names.length / across)
  return Array.from({ length: rows }, (_, row) =>
    names
      .filter((_, at) => at % rows === row)
      .map((name) => name.padEnd(width))
      .join('')
      .trimEnd(),
  ).join('\n')
}
