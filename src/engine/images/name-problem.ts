import type { FetchFailure } from './image'

const WORDS = {
  glibc: {
    NXDOMAIN: 'Name or service not known',
    NODATA: 'No address associated with hostname',
    again: 'Temporary failure in name resolution',
  },
  musl: {
    NXDOMAIN: 'Name does not resolve',
    NODATA: 'Name has no usable address',
    again: 'Try again',
  },
} as const

/** What a library says of a name that has no address (gai_strerror). */
export function nameProblem(failure: FetchFailure): string {
  const { rcode, libc = 'glibc' } = failure.reason === 'name' ? failure : { rcode: 'NXDOMAIN' }
  return WORDS[libc][rcode === 'NXDOMAIN' || rcode === 'NODATA' ? rcode : 'again']
}
