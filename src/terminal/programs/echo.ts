import { withEscapes } from './escapes'
import { defineProgram } from './program'

/** Writes its words. */
export const echo = defineProgram({
  name: 'echo',
  use: '[-neE] [arg ...]',
  short: 'Write arguments to the standard output.',
  run: ({ words }, { stdout }) => {
    let at = 0
    let escapes = false
    let newline = true
    for (; /^-[neE]+$/.test(words[at] ?? ''); at++) {
      const flags = words[at] ?? ''
      if (flags.includes('n')) newline = false
      escapes = /e/.test(flags) || (escapes && !/E/.test(flags))
    }
    const text = words.slice(at).join(' ')
    if (!escapes) stdout.write(newline ? `${text}\n` : text)
    else {
      const { text: shown, stopped } = withEscapes(text)
      stdout.write(newline && !stopped ? `${shown}\n` : shown)
    }
    return 0
  },
})
