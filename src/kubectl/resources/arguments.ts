import { failed } from '../errors'

/** The words of a call, as kubectl's builder understands them. */
export interface Arguments {
  /** `TYPE/NAME`. */
  readonly pairs: readonly { readonly type: string; readonly name: string }[]
  /** `TYPE,TYPE`, categories replaced by what is in them. */
  readonly types: readonly string[]
  readonly names: readonly string[]
}

interface Options {
  /** Words without `/` are names of this type. */
  readonly defaultType?: string
  readonly selector?: string
  readonly all?: boolean
}

/** Understands `svc`, `svc,deploy`, `svc/web deploy/web`, `svc a b` (cli-runtime's Builder). */
export function readArguments(
  words: readonly string[],
  { defaultType, selector, all }: Options,
  categories: ReadonlyMap<string, readonly string[]>,
): Arguments {
  if (all && selector) throw failed("setting 'all' parameter but found a non empty selector. ")
  const given = defaultType === undefined ? words : words.map((each) => typed(each, defaultType))
  const all_ = multiplied(given)
  const slashes = all_.filter((word) => word.includes('/')).length
  if (slashes > 0 && slashes !== all_.length) {
    throw failed(
      'there is no need to specify a resource type as a separate argument when passing ' +
        "arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead " +
        "of 'kubectl get resource resource/<resource_name>'",
    )
  }
  if (slashes > 0) return { pairs: all_.map(pair), types: [], names: [] }
  const [first, ...names] = all_
  const types = (first === undefined ? [] : commaParts(first)).flatMap(
    (word) => categories.get(word) ?? [word],
  )
  return { pairs: [], types, names }
}

const typed = (word: string, type: string): string =>
  word.includes('/') ? word : `${type}/${word}`

const commaParts = (word: string): readonly string[] => [...new Set(word.split(','))]

// `a,b c d` means a/c, a/d, b/c and b/d.
function multiplied(words: readonly string[]): readonly string[] {
  const [first = '', ...names] = words
  const types = commaParts(first)
  if (names.length === 0 || types.length < 2) return words
  return types.flatMap((type) => names.map((name) => `${type}/${name}`))
}

function pair(word: string): { readonly type: string; readonly name: string } {
  const parts = word.split('/')
  if (parts.length !== 2) {
    throw failed('arguments in resource/name form may not have more than one slash')
  }
  const [type = '', name = ''] = parts
  if (type === '' || name === '' || commaParts(type).length !== 1) {
    throw failed('arguments in resource/name form must have a single resource and name')
  }
  return { type, name }
}
