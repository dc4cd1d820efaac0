import type { Pod } from '.'

/** Whether a Pod says that it may be sent requests. */
export const isReady = ({ status }: Pod): boolean =>
  (status.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True')
