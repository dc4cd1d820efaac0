import { defineProgram } from '../program'

/** Waits to be told to go. */
export const pause = defineProgram<undefined>({
  start: (system) => {
    system.print('Paused\n')
    return undefined
  },
  receive(memory, message, system) {
    if (message.type === 'signal') system.exit(message.signal === 'SIGINT' ? 1 : 2)
    return memory
  },
})
