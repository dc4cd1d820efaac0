import { type Duration, milliseconds, minutes, type Random, seconds } from '../sim'

/** How long a kubelet and its container runtime take, and how often they do things. */
export const timings = {
  /** From the write of a change until the kubelet is shown it. */
  watch: milliseconds(10),
  /** A Pod's sandbox, its network included, and the creation of its containers. */
  sandbox: { least: milliseconds(160), spread: milliseconds(280) },
  /**
   * Each is work for the node: a few are made side by side, of more the last wait for the first.
   */
  sandboxes: { sideBySide: 4, each: milliseconds(75) },
  /** Asking a registry what a tag stands for, and for a small image all there is to it. */
  resolve: { least: milliseconds(260), spread: milliseconds(240) },
  /** A first pull has layers to ask for and to unpack. */
  pull: { least: milliseconds(420), spread: milliseconds(500) },
  /** Bytes of an image in a microsecond: some 40 MB a second. */
  pullRate: 40,
  /** The Pod lifecycle event generator looks at the containers every second. */
  relist: seconds(1),
  /** A failed sync is repeated after this, and up to half as much again. */
  retry: { least: seconds(10), spread: seconds(5) },
  /**
   * Restarts and pulls that fail wait longer each time, up to a limit; all is forgiven after a
   * while.
   */
  backOff: { first: seconds(10), most: minutes(5), forgottenAfter: minutes(10) },
  /** A container always has at least so long between SIGTERM and SIGKILL. */
  leastGrace: seconds(2),
  /** How soon the kubelet looks whether a container has ended that was told to. */
  firstLook: milliseconds(500),
  /** From the end of a Pod's last container until its object is deleted. */
  cleanup: { least: milliseconds(120), spread: milliseconds(400) },
  /** The kubelet joins its cluster. */
  register: { least: milliseconds(40), spread: milliseconds(160) },
  /**
   * The node's Lease is renewed so often, its status looked at as often, and posted at least so
   * often.
   */
  heartbeat: seconds(10),
  statusReport: minutes(5),
  /** A probe is not quite punctual. */
  probeJitter: milliseconds(20),
} as const

/** A span that chance draws. */
export interface Span {
  readonly least: Duration
  readonly spread: Duration
}

/** A duration within a span. */
export const drawn = (random: Random, { least, spread }: Span): Duration =>
  least + random.below(spread)
