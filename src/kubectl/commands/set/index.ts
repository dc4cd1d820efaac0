import type { Command } from '../../command'
import { setEnv } from './env'
import { setImage } from './image'
import { setResources } from './resources'
import { setSelector } from './selector'
import { setServiceAccount } from './service-account'
import { setSubject } from './subject'

/** `kubectl set` (kubectl's set.go). */
export const set: Command = {
  name: 'set',
  use: 'SUBCOMMAND',
  short: 'Set specific features on objects',
  long:
    'Configure application resources.\n\n These commands help you make changes to existing ' +
    'application resources.',
  commands: [setImage, setResources, setSelector, setSubject, setServiceAccount, setEnv],
}
