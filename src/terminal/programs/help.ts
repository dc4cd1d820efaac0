import type { LaptopProgram } from '../shell/process'
import type { Definition } from './program'

const intro = [
  'This is the shell of your own machine, beside the cluster. It reads what bash reads:',
  'pipes, redirections, here-documents, variables, loops, functions, jobs.',
  '',
  'kubectl speaks to the cluster. Your files are in this directory: manifest.yaml is the YAML',
  'pane itself, manifest/ has one file for each of its documents. Programs:',
  '',
]

const outro = [
  '',
  'Tab completes, Ctrl-R searches what was typed, Ctrl-C stops a program, Ctrl-D ends the shell.',
  'COMMAND --help, or man COMMAND, tells about one program; kubectl help about kubectl.',
]

/** `help`: what can be done here. */
export const helpFor =
  (definitions: readonly Definition[]): LaptopProgram =>
  async ([name], laptop) => {
    if (name !== undefined) return manFor(definitions)([name], laptop)
    const names = laptop.programs.join(' ')
    const width = Math.min(Math.max(laptop.stdout.columns - 2, 40), 90)
    const lines = wrapped(names, width).map((line) => `  ${line}`)
    laptop.stdout.write(`${[...intro, ...lines, ...outro].join('\n')}\n`)
    return 0
  }

/** `man`: a short page about one program. */
export const manFor =
  (definitions: readonly Definition[]): LaptopProgram =>
  async ([name], { stdout, stderr }) => {
    if (name === undefined) {
      stderr.write('What manual page do you want?\nFor example, try: man grep\n')
      return 1
    }
    const found = definitions.find((each) => each.name === name)
    if (!found) {
      stderr.write(`No manual entry for ${name}\n`)
      return 16
    }
    const { use, short, options } = found
    const letters = [...(options?.flags ?? '')].map((each) => `-${each}`)
    const valued = [...(options?.values ?? '')].map((each) => `-${each} VALUE`)
    const long = Object.entries(options?.long ?? {}).map(
      ([word, letter]) => `--${word} (-${letter})`,
    )
    const all = [...letters, ...valued, ...long].join(', ')
    const section =
      all === '' ? [] : ['', 'OPTIONS', ...wrapped(all, 72).map((line) => `  ${line}`)]
    const page = ['NAME', `  ${name} - ${short}`, '', 'USAGE', `  ${name} ${use}`, ...section]
    stdout.write(`${page.join('\n')}\n`)
    return 0
  }

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}
