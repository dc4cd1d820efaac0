import { create, type Draft } from '../apiserver/action'
import { type AnyComponent, ControlPlane } from '../cluster/control-plane'
import type { ClusterMessage } from '../cluster/message'
import type { ClusterOptions } from '../cluster/options'
import { ClusterState } from '../cluster/state'
import type { DataPlaneState } from '../runtime'
import { Simulation } from '../sim'

type Extras = ConstructorParameters<typeof ControlPlane>[2]

/** An API server and a few of its clients, in time of their own. */
export interface Stage {
  readonly plane: ControlPlane
  readonly simulation: Simulation<ClusterState, ClusterMessage>
}

const WITHOUT_NODES = { fork: () => WITHOUT_NODES } as unknown as DataPlaneState

/** Starts components around an API server that holds the first objects; there is no data plane. */
export function stageOf(
  components: readonly object[],
  first: readonly Draft[],
  options: ClusterOptions,
  extras: Extras = () => ({}),
): Stage {
  const plane = new ControlPlane(options, components as readonly AnyComponent[], extras)
  const start = { now: 0, sequence: 0, steps: 0, queue: [] }
  const simulation = new Simulation<ClusterState, ClusterMessage>(
    (state, message, clock) => {
      if (message.to === 'informer') plane.deliver(message.component, { state, clock })
      else if (message.to === 'component') {
        plane.receive(message.component, message.message, { state, clock })
      }
    },
    { ...start, state: new ClusterState(options.seed, WITHOUT_NODES) },
  )
  simulation.apply((state, clock) => plane.start(first.map(create), { state, clock }))
  return { plane, simulation }
}
