/** A word of an output that tells of trouble, and where it leads. */
export interface Trouble {
  /** The place in the output: its line, and the letters of that. */
  readonly line: number
  readonly from: number
  readonly length: number
  readonly leads: Lead
}

/** To why a thing is as it is, or to the failed request so many before have not led to. */
export type Lead =
  | { readonly type: 'why'; readonly id: string }
  | { readonly type: 'request'; readonly number: number }

/** What a program says of a request that has failed. */
const failures = [
  /^curl: \(\d+\)/,
  /^wget: /,
  /^nslookup: /,
  /^;; (connection timed out|communications error)/,
  /^\*\* server can't find/,
  /^nc: /,
  /^telnet: /,
  /^ping: /,
  /^Error: (connect|read) /,
  /^command terminated with exit code/,
]

/** Words by which kubectl says that something is not as it should be. */
const words = new RegExp(
  '<pending>|<none>|<unset>|\\b\\d+/\\d+\\b|\\b(?:' +
    [
      'CrashLoopBackOff',
      'ImagePullBackOff',
      'ErrImagePull',
      'ErrImageNeverPull',
      'InvalidImageName',
      'CreateContainerConfigError',
      'ContainerCreating',
      'PodInitializing',
      'Init:[\\w/]+',
      'Pending',
      'Terminating',
      'Error',
      'StartError',
      'RunContainerError',
      'OOMKilled',
      'Unknown',
      'NotReady',
    ].join('|') +
    ')\\b',
  'g',
)

/** Columns of tables in which nothing is a sign of trouble, when it stands there. */
const nothing = /^(ENDPOINTS|IP|NODE)$/

const word = /[A-Za-z0-9][A-Za-z0-9./-]*[A-Za-z0-9]/g

/** Reads an output for words of trouble. `idOf` knows the things that words name. */
export function troublesIn(
  lines: readonly string[],
  command: string,
  idOf: (word: string) => string | undefined,
): readonly Trouble[] {
  const found: Trouble[] = []
  let header = ''
  let described: string | undefined
  let number = 0
  const kind = /\bdescribe\s+([a-z]+)/.exec(command)?.[1] ?? ''
  for (const [line, text] of lines.entries()) {
    if (/^(NAMESPACE|NAME)\s/.test(text)) header = text
    const [, title = ''] = /^Name:\s+(\S+)/.exec(text) ?? []
    if (title !== '') described = idOf(`${kind}/${title}`) ?? idOf(title)
    const failure = failures.find((each) => each.test(text))?.exec(text)?.[0]
    if (failure !== undefined) {
      const leads = { type: 'request', number: number++ } as const
      found.push({ line, from: 0, length: text.trimEnd().length, leads })
      continue
    }
    if (/^(error:|Error from server)/.test(text)) {
      const id = idIn(text, idOf) ?? idIn(command, idOf)
      if (id) found.push({ line, from: 0, length: text.trimEnd().length, leads: why(id) })
      continue
    }
    const id = described === undefined ? idIn(text, idOf) : described
    if (id !== undefined) found.push(...wordsOf({ line, text, id, header, described }))
  }
  return found
}

const why = (id: string): Lead => ({ type: 'why', id })

/** The first thing that a line names. */
function idIn(text: string, idOf: (word: string) => string | undefined): string | undefined {
  for (const [each] of text.matchAll(word)) {
    const id = idOf(each)
    if (id !== undefined) return id
  }
  return undefined
}

interface Row {
  readonly line: number
  readonly text: string
  readonly id: string
  readonly header: string
  readonly described: string | undefined
}

function wordsOf({ line, text, id, header, described }: Row): readonly Trouble[] {
  const found: Trouble[] = []
  for (const { 0: each, index } of text.matchAll(words)) {
    const isTrouble =
      described === undefined ? isInTable(each, columnAt(header, index)) : isDescribed(text, each)
    if (isTrouble) found.push({ line, from: index, length: each.length, leads: why(id) })
  }
  return found
}

/** The title of the column in which a place stands. */
function columnAt(header: string, at: number): string {
  let title = ''
  for (const { 0: each, index } of header.matchAll(/\S+(?: \S+)*/g)) if (index <= at) title = each
  return title
}

function isInTable(each: string, column: string): boolean {
  if (/^<(none|unset)>$/.test(each)) return nothing.test(column)
  const [, ready, all] = /^(\d+)\/(\d+)$/.exec(each) ?? []
  return ready === undefined ? column !== 'NAME' : column === 'READY' && ready !== all
}

/** What `kubectl describe` says: only some of its lines. */
const isDescribed = (text: string, each: string): boolean =>
  /^<(none|unset)>$/.test(each)
    ? /^\s*Endpoints:/.test(text)
    : /^(Status|\s+Reason|\s+State|\s+Ready):?\s/.test(text) && !/^\d/.test(each)
