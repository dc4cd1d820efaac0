export type { SchedulerMemory } from './memory'
export { type SchedulerMessage, scheduler } from './scheduler'
