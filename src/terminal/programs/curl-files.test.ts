import { expect, it } from 'vitest'
import { TestShell } from '../fixture'
import type { LaptopProgram } from '../shell/process'
import { lendFiles } from './curl-files'

/** Says how a command line goes to the simulated host. */
const lent =
  (name: 'curl' | 'wget'): LaptopProgram =>
  async (words, laptop) => {
    const answer = await lendFiles(name, words, laptop)
    if ('code' in answer) laptop.stdout.write(`${answer.code} ${answer.complaint}`)
    else {
      const taken = [...answer.taken].map(([file, place]) => `${place}=${file}`)
      laptop.stdout.write([...answer.words, ...taken].join('|'))
    }
    return 0
  }

const hint = "curl: try 'curl --help' or 'curl --manual' for more information\n"

it.each([
  ['curl -d @f web', '--data-raw|ab|web'],
  ['curl -sd@f web', '-s|--data-raw|ab|web'],
  ['curl --data-binary @f web', '--data-raw|a\nb\n|web'],
  ['echo x | curl --data @- web', '--data-raw|x|web'],
  ['curl -d a=@f web', '-d|a=@f|web'],
  ['curl -so out web', '-so|/tmp/.taken-1|web|/tmp/.taken-1=out'],
  ['curl -sooutput -w o web', '-so|/tmp/.taken-1|-w|o|web|/tmp/.taken-1=output'],
  ['curl -o /dev/null -H o: web', '-o|/dev/null|-H|o:|web'],
  ['wget -qO- web', '-qO|-|web'],
  ['wget -O out web', '-O|/tmp/.taken-1|web|/tmp/.taken-1=out'],
  [
    'curl -d @none web',
    `26 curl: Failed to open none\ncurl: option -d: error encountered when reading a file\n${hint}`,
  ],
])('%j sends %j', async (line, said) => {
  const bash = new TestShell({ programs: { curl: lent('curl'), wget: lent('wget') } })
  expect(await bash.run(`printf 'a\\nb\\n' > f; ${line}`)).toBe(said)
})
