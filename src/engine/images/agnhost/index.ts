import { curl } from '../curl/program'
import { systemFiles } from '../files/system-files'
import { defineImage } from '../image'
import type { Program } from '../program'
import { runningWithShell, withShell } from '../shell'
import { liveness } from './liveness'
import { netexec } from './netexec'
import { pause } from './pause'
import { serveHostname } from './serve-hostname'

const subcommands: Readonly<Record<string, Program>> = {
  liveness,
  netexec,
  pause,
  'serve-hostname': serveHostname,
}

const subcommandOf = (argv: readonly string[]): Program | undefined =>
  Object.hasOwn(subcommands, argv[1] ?? '') ? subcommands[argv[1] ?? ''] : undefined

// Its first argument says which of its programs it is to be.
const program: Program = {
  catches: () => true,
  start(system) {
    const subcommand = subcommandOf(system.argv)
    if (subcommand) return subcommand.start(system)
    system.print(`Error: unknown command "${system.argv[1] ?? ''}" for "app"\n`)
    system.print("Run 'app --help' for usage.\n")
    system.exit(1)
    return undefined
  },
  receive: (memory, message, system) => subcommandOf(system.argv)?.receive(memory, message, system),
}

/** The test image of Kubernetes itself: servers with many faces. */
export const agnhost = defineImage({
  name: 'registry.k8s.io/e2e-test-images/agnhost',
  tags: [/^2\.\d{1,2}(\.\d{1,2})?$/],
  sizeBytes: 51_105_200,
  entrypoint: ['/agnhost'],
  command: ['pause'],
  exposes: [],
  files: () => systemFiles,
  ...runningWithShell(withShell({ curl, '/agnhost': program })),
})
