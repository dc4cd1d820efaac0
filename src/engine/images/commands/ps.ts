import type { Command } from './command'
import { done } from './command'

/** The processes of the container, as busybox lists them. */
export const ps: Command = (_, system) => {
  const seen = system.processes()
  // A probe's command is no process, and shows itself.
  const isShown = seen.some(({ argv: [name] }) => name === 'ps')
  const own = { id: Math.max(...seen.map(({ id }) => id)) + 1, argv: system.argv }
  const rows = (isShown ? seen : [...seen, own])
    .flatMap(({ id, argv }) =>
      titlesOf(argv).map((title, index) => {
        const number = index === 0 ? id : WORKER
        const user = index === 0 ? 'root ' : 'nginx'
        return { number, line: `${String(number).padStart(5)} ${user}     0:00 ${title}` }
      }),
    )
    .sort((left, right) => left.number - right.number)
    .map(({ line }) => line)
  return done(['PID   USER     TIME  COMMAND', ...rows].map((line) => `${line}\n`).join(''))
}

// As the server's own log numbers its worker.
const WORKER = 30

// The server names its processes itself.
function titlesOf(argv: readonly string[]): readonly string[] {
  const words = argv[0] === '/docker-entrypoint.sh' ? argv.slice(1) : argv
  const command = words.join(' ')
  const isServer = words[0] === 'nginx' && /daemon\s+off/.test(command)
  return isServer ? [`nginx: master process ${command}`, 'nginx: worker process'] : [command]
}
