import { failure, StatusError } from '../api/status'
import { type Kind, resourceOf } from '../resources'
import type { Action, Outcome } from './action'
import { bind } from './binding'
import { deleteObject } from './deletion'
import type { ServerEnvironment } from './environment'
import { finalize } from './finalizing'
import type { Writer } from './managed-fields'
import { recordEvent } from './recorder'
import { createObject, lookUp, updateObject } from './registry'
import type { Change, Store } from './store'
import type { Written } from './written'

/** Who asks: shown as the source of Events. */
export interface Asker {
  readonly component: string
  readonly host?: string
}

// Each component's program has a name of its own; all controllers are one program.
const MANAGERS: Readonly<Record<string, Writer>> = Object.fromEntries(
  [
    ['default-scheduler', 'kube-scheduler'],
    ['kubelet', 'kubelet'],
    ['kube-proxy', 'kube-proxy'],
    ['kubeadm', 'kubeadm'],
    ['kube-apiserver', 'kube-apiserver'],
    ['service-controller', 'cloud-controller-manager'],
    ['vpnkit-controller', 'vpnkit-controller'],
  ].map(([component = '', manager = '']) => [component, { manager, isComponent: true }]),
)
const CONTROLLERS: Writer = { manager: 'kube-controller-manager', isComponent: true }

const writerOf = ({ component }: Asker): Writer => MANAGERS[component] ?? CONTROLLERS

/** An action as performed. */
interface Performed {
  readonly store: Store
  readonly changes: readonly Change[]
  readonly outcome: Outcome
}

/**
 * Performs what a component asks for. The same admission, allocation and validation as for a
 * request from outside; only decoding is spared, since the object is typed already.
 */
export function perform(
  store: Store,
  action: Action,
  asker: Asker,
  env: ServerEnvironment,
): Performed {
  try {
    const { store: next, changes, object } = write(store, action, asker, env)
    return { store: next, changes, outcome: { object } }
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    return { store, changes: [], outcome: { refused: error.status } }
  }
}

function write(store: Store, action: Action, asker: Asker, env: ServerEnvironment): Written {
  switch (action.verb) {
    case 'create':
      return createObject(store, resourceOf(action.object.kind as Kind), action.object, {
        env,
        writer: writerOf(asker),
      })
    case 'update':
    case 'updateStatus': {
      const resource = resourceOf(action.object.kind as Kind)
      const part = action.verb === 'update' ? 'main' : 'status'
      return updateObject(store, resource, action.object, { part, env, writer: writerOf(asker) })
    }
    case 'delete': {
      const resource = resourceOf(action.kind)
      const object = lookUp(store, resource, action.key)
      return deleteObject(store, resource, object, { delete: action, env })
    }
    case 'finalize':
      return finalize(store, action.namespace, (all) =>
        all.filter((each) => each !== action.finalizer),
      )
    case 'bind':
      return bind(store, action, env)
    case 'record':
      return recordEvent(store, action, asker, env)
    case 'requeue':
      throw failure(400, 'BadRequest', "requeue is the runner's, not the API server's")
  }
}
