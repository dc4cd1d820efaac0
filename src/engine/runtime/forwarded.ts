/** A connection of a `portforward` session: a value. */
export interface Forwarded {
  /** The client's number for it. */
  readonly connection: number
  readonly port: number
  /** What has come and is no whole request yet. */
  readonly received: string
  /** The request that is being answered; 0 while there is none. */
  readonly exchange: number
  /** Whether that request was to be the last. */
  readonly isLast: boolean
  /** Whether the client has closed its half. */
  readonly hasEnded: boolean
}

/** A port of the laptop that leads to a Pod. */
export interface OpenForward {
  /** `pod/default/web-…`. */
  readonly pod: string
  readonly localPort: number
  readonly port: number
}
