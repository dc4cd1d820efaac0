import type { Laptop, LaptopProgram } from '../shell/process'
import { keep, lendFiles } from './curl-files'
import { runOn } from './on-machine'

const LAPTOP = 'laptop'

// A program that asks for nothing leaves what is typed to the prompt.
const reads = (interactive: boolean, { stdin }: Laptop): boolean => interactive || !stdin.isTerminal

/**
 * A program that speaks to the network: it runs where the network is simulated, as a process of
 * the laptop there, and its streams come back here. The laptop's files are here, though: what it
 * reads of them goes along, what it writes is fetched.
 */
export const onNetwork =
  (name: string, { interactive = false } = {}): LaptopProgram =>
  async (words, laptop) => {
    if (name !== 'curl' && name !== 'wget')
      return runOn(LAPTOP, [name, ...words], laptop, { reads: reads(interactive, laptop) })
    const lent = await lendFiles(name, words, laptop)
    if ('code' in lent) return refused(lent, laptop)
    let code = await runOn(LAPTOP, [name, ...lent.words], laptop, {
      reads: reads(interactive, laptop),
    })
    for (const [file, place] of lent.taken) {
      const text = await fetched(place, laptop)
      const problem = text === undefined ? undefined : keep(name, file, text, laptop)
      if (problem) code = refused(problem, laptop)
    }
    return code
  }

function refused(
  { complaint, code }: { readonly complaint: string; readonly code: number },
  { stderr }: Laptop,
): number {
  stderr.write(complaint)
  return code
}

// What a program has written there; undefined when it has written nothing.
async function fetched(place: string, laptop: Laptop): Promise<string | undefined> {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const stdout = { isTerminal: false, columns: 80, write }
  const stderr = { ...stdout, write: () => undefined }
  const script = `cat ${place} && rm ${place}`
  const code = await runOn(LAPTOP, ['sh', '-c', script], { ...laptop, stdout, stderr })
  return code === 0 ? text : undefined
}
