import { defineProgram } from './program'

interface Memory {
  readonly database: string
  readonly host: string
}

const USAGE = 'Usage: getent [OPTION...] database [key ...]\n'
const MISSING = 2

/** `getent hosts` and `ahosts`, as glibc has them: what programs of this image find for a name. */
export const getent = defineProgram<Memory | undefined>({
  start(system) {
    const [database = '', host] = system.argv.slice(1).filter((arg) => !arg.startsWith('-'))
    if (host === undefined || !/^a?hosts(v4)?$/.test(database)) {
      system.complain(database === '' ? USAGE : `Unknown database: ${database}\n`)
      system.exit(1)
      return undefined
    }
    system.lookUp(host)
    return { database, host }
  },
  receive(memory, message, system) {
    if (!memory) return memory
    if (message.type === 'failure') system.exit(MISSING)
    if (message.type !== 'found') return memory
    const { database, host } = memory
    const { name, addresses } = message
    const alias = name === host || name.startsWith(`${host}.`) ? '' : ` ${host}`
    for (const address of addresses) {
      const shown = address.padEnd(15)
      system.print(
        database.startsWith('a')
          ? `${shown} STREAM ${name}\n${shown} DGRAM  \n${shown} RAW    \n`
          : `${shown} ${name}${alias}\n`,
      )
    }
    system.exit(addresses.length > 0 ? 0 : MISSING)
    return memory
  },
})
