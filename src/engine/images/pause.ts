import { defineImage } from './image'
import { defineProgram, running } from './program'

const program = defineProgram<undefined>({
  start: () => undefined,
  receive(memory, message, system) {
    if (message.type === 'signal' && message.signal !== 'SIGQUIT') {
      system.print('Shutting down, got signal: Terminated\n')
      system.exit(0)
    }
    return memory
  },
})

/** Holds a Pod's namespaces open, and does nothing besides. */
export const pause = defineImage({
  name: 'registry.k8s.io/pause',
  tags: [/^3\.\d{1,2}(\.\d)?$/],
  sizeBytes: 320_368,
  entrypoint: ['/pause'],
  command: [],
  exposes: [],
  ...running({ '/pause': program }),
})
