import type { LessonPlace } from '../../scenarios/scenario'
import type { Playground } from '../store'
import { startHere } from '../store/guests'

/** Opens the cluster that a step begins with: another one, or the same anew. */
export function openStep({ actions, getState }: Playground, { id, step }: LessonPlace): void {
  const scenario = startHere(id, step, getState().locale)
  if (scenario) void actions.open(scenario)
}
