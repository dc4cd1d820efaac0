import type { FetchFailure } from './image'

/** What glibc says of a name that has no address (gai_strerror). */
export function nameProblem(failure: FetchFailure): string {
  const rcode = failure.reason === 'name' ? failure.rcode : 'NXDOMAIN'
  if (rcode === 'NODATA') return 'No address associated with hostname'
  return rcode === 'NXDOMAIN' ? 'Name or service not known' : 'Temporary failure in name resolution'
}
