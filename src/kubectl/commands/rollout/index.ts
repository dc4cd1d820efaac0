import type { Command } from '../../command'
import { showHelp } from '../../writing/help'

import { rolloutPause, rolloutRestart, rolloutResume } from './changes'
import { rolloutHistory } from './history'
import { rolloutStatus } from './status'
import { rolloutUndo } from './undo'

/** `kubectl rollout` (kubectl's rollout.go). */
export const rollout: Command = {
  name: 'rollout',
  use: 'SUBCOMMAND',
  short: 'Manage the rollout of a resource',
  long:
    'Manage the rollout of one or many resources.\n        \n Valid resource types include:\n\n' +
    '  *  deployments\n  *  daemonsets\n  *  statefulsets',
  examples: [
    '# Rollback to the previous deployment',
    'kubectl rollout undo deployment/abc',
    '',
    '# Check the rollout status of a daemonset',
    'kubectl rollout status daemonset/foo',
    '',
    '# Restart a deployment',
    'kubectl rollout restart deployment/abc',
    '',
    "# Restart deployments with the 'app=nginx' label",
    'kubectl rollout restart deployment --selector=app=nginx',
  ],
  commands: [
    rolloutHistory,
    rolloutPause,
    rolloutResume,
    rolloutUndo,
    rolloutStatus,
    rolloutRestart,
  ],
  run: (call) => showHelp(call, 1),
}
