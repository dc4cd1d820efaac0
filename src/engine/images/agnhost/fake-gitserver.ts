import { datesAt } from '../dates'
import { goResponse } from '../http'
import { defineProgram } from '../program'

/** Answers every request that it is a git server, which it is not. */
export const fakeGitserver = defineProgram<undefined>({
  start(system) {
    system.listen(8000)
    return undefined
  },
  receive(memory, message, system) {
    if (message.type === 'signal') system.exit(2)
    if (message.type === 'request') {
      system.respond(message.id, goResponse('I am a fake git server', datesAt(system).http))
    }
    return memory
  },
})
