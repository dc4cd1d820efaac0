import { create, type Draft } from '../apiserver/action'
import type { Component } from '../apiserver/component'
import type { Reader } from '../apiserver/reader'
import type { Change } from '../apiserver/store'
import type { Kind } from '../resources'
import { milliseconds, seconds } from '../sim'
import { apiService } from './bootstrap'

const EVERY = seconds(10)

const isOthers = ({ object }: Change): boolean => {
  const { name, namespace } = object.metadata
  return name !== 'kubernetes' || namespace !== 'default'
}

const watch = (kind: Kind) => ({ kind, ignores: isOthers })

const missing = (reader: Reader): readonly Draft[] =>
  apiService().filter(({ kind }) => !reader.get(kind as Kind, 'default', 'kubernetes'))

/**
 * The API server's care for its own Service: every ten seconds it makes again what somebody has
 * deleted (pkg/controlplane/controller/kubernetesservice). It looks only when something is gone.
 */
export const ownService: Component<{ readonly isDue: boolean }, 'look'> = {
  name: 'kube-apiserver',
  watches: [watch('Service'), watch('Endpoints'), watch('EndpointSlice')],
  watchLatency: milliseconds(1),
  start: () => ({ isDue: false }),
  changed(memory, _changes, context) {
    const { now, reader } = context
    if (memory.isDue || missing(reader).length === 0) return memory
    context.after(EVERY - (now % EVERY), 'look')
    return { isDue: true }
  },
  receive(_memory, _message, context) {
    for (const draft of missing(context.reader)) context.act(create(draft))
    return { isDue: false }
  },
}
