/** A shell script, taken apart: plain data, so that a half-run script survives a checkpoint. */
export type Script = readonly Statement[]

/** One command, and what its end decides about the next one. */
export interface Statement {
  readonly command: Command
  readonly joint: ';' | '&&' | '||' | '&'
}

/** What the shell can run. */
export type Command =
  | {
      readonly type: 'simple'
      readonly words: readonly Word[]
      readonly redirects: readonly Redirect[]
    }
  | {
      readonly type: 'loop'
      readonly until: boolean
      readonly condition: Script
      readonly body: Script
    }
  | {
      readonly type: 'for'
      readonly name: string
      readonly words: readonly Word[]
      readonly body: Script
    }
  | {
      readonly type: 'if'
      readonly condition: Script
      readonly body: Script
      readonly otherwise: Script
    }
  | { readonly type: 'group'; readonly body: Script }
  | { readonly type: 'case'; readonly word: Word; readonly items: readonly CaseItem[] }
  | { readonly type: 'function'; readonly name: string; readonly body: Command }
  /** `while …; done < file`: redirections of a whole. */
  | {
      readonly type: 'redirected'
      readonly command: Command
      readonly redirects: readonly Redirect[]
    }
  | { readonly type: 'pipeline'; readonly commands: readonly Command[]; readonly isNot: boolean }

/** `a|b) list ;;` */
export interface CaseItem {
  readonly patterns: readonly Word[]
  readonly body: Script
}

/** `> file`, `>> file`, `2> file`, `< file`; `2>&1` has the target `&1`. */
export interface Redirect {
  readonly stream: 0 | 1 | 2
  readonly append: boolean
  readonly target: Word
  /** Whether the target is the input itself (`<<`), and no file's name. */
  readonly isHere?: boolean
}

/** A word before expansion. */
export type Word = readonly Part[]

/** A piece of a word. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  /** A letter that stands for others in a file's name, if it is not quoted. */
  | { readonly type: 'glob'; readonly text: string }
  | {
      readonly type: 'variable'
      readonly name: string
      readonly quoted: boolean
      /** What stands for it when it is empty: `${NAME:-text}`. */
      readonly otherwise?: string
    }
  | { readonly type: 'arithmetic'; readonly text: string; readonly quoted: boolean }
  | { readonly type: 'command'; readonly script: string; readonly quoted: boolean }

/** What a shell cannot make sense of; `isOpen` when more text could still make it whole. */
export interface Nonsense {
  readonly unknown: string
  readonly isOpen: boolean
}
