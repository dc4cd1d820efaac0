import { becoming, notFoundAt } from '../entrypoint'
import { systemFiles } from '../files/system-files'
import { alpineGetent } from '../getent'
import { defineImage } from '../image'
import { type Programs, programOf } from '../program'
import { runningWithShell, withShell } from '../shell'
import { curl as program } from './program'

// Runs a command that it finds; whatever else it is given, it gives to curl.
const entrypoint = becoming(() => programs, commandOf, notFoundAt(1))

function commandOf([, ...args]: readonly string[]): readonly string[] {
  const found = args[0] !== undefined && programOf(programs, args[0]) !== undefined
  return found ? args : ['curl', ...args]
}

const programs: Programs = withShell({
  curl: program,
  getent: alpineGetent,
  '/entrypoint.sh': entrypoint,
})

/** curl, and a shell to call it from. */
export const curl = defineImage({
  name: 'curlimages/curl',
  tags: [/^[78]\.\d{1,3}\.\d{1,2}$/],
  sizeBytes: 9_430_000,
  entrypoint: ['/entrypoint.sh'],
  command: ['curl'],
  exposes: [],
  files: () => systemFiles,
  ...runningWithShell(programs),
})
