import type { Command } from '../../command'
import {
  deleteCluster,
  deleteContext,
  deleteUser,
  renameContext,
  setCluster,
  setContext,
  setCredentials,
  useContext,
} from './change'
import { setProperty, unsetProperty } from './properties'
import { currentContext, getClusters, getContexts, getUsers, view } from './show'

/** `kubectl config`. */
export const config: Command = {
  name: 'config',
  use: 'SUBCOMMAND',
  short: 'Modify kubeconfig files',
  long:
    'Modify kubeconfig files using subcommands like ' +
    '"kubectl config set current-context my-context".\n\n' +
    ' Which file is meant:\n\n' +
    '  1.  The one that --kubeconfig names.\n' +
    '  2.  The first one that $KUBECONFIG names.\n' +
    '  3.  Otherwise $HOME/.kube/config.',
  commands: [
    currentContext,
    deleteCluster,
    deleteContext,
    deleteUser,
    getClusters,
    getContexts,
    getUsers,
    renameContext,
    setProperty,
    setCluster,
    setContext,
    setCredentials,
    unsetProperty,
    useContext,
    view,
  ],
}
