import type { Image } from '../image'
import { defineProgram, type Program, type Programs, running } from '../program'
import { applets } from './applets'
import { execIn, shell } from './shell'
import { sleep } from './sleep'
import { wget } from './wget'

const asProgram = (name: string): Program =>
  defineProgram<undefined>({
    start(system) {
      const session = { frames: [], status: 0, variables: {}, files: {} }
      const result = applets[name]?.([name, ...system.argv.slice(1)], session, system)
      system.print(`${result?.output ?? ''}${result?.error ?? ''}`)
      system.exit(result?.code ?? 0)
      return undefined
    },
    receive: () => undefined,
  })

const alone: Programs = Object.fromEntries(
  Object.keys(applets).map((name) => [name, asProgram(name)]),
)

/** The programs of an image that has busybox: a shell and small commands besides its own. */
export function withShell(own: Programs): Programs {
  const sh = shell(() => programs)
  const programs: Programs = { ...alone, sleep, wget, ...own, sh, ash: sh }
  return programs
}

/** As `running`, for programs with a shell: exec probes may use it, too. */
export const runningWithShell = (
  programs: Programs,
): Pick<Image, 'start' | 'receive' | 'has' | 'exec'> => ({
  ...running(programs),
  exec: execIn(() => programs),
})
