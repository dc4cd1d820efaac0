import type { Status } from '../api/status'

/** Whether something was refused because its namespace is going away: it will be to the end. */
export const isNamespaceTerminating = ({ details }: Status): boolean =>
  details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') ?? false
