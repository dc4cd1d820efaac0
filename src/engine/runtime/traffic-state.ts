import type { FetchRequest } from '../images/image'
import type { Editable } from '../network/records'
import { seconds } from '../sim'
import type { TrafficClient } from './data-plane'
import type { Client, Owner } from './exchange'

/** How a traffic client stands. */
export class TrafficState implements Editable<TrafficState> {
  keeper: object | undefined = undefined
  /** What it sends, over and over. */
  readonly request: FetchRequest
  /** Itself, as the owner of its requests. */
  readonly owner: Owner
  /** Itself as a client, where it was last found. */
  sender: Client | undefined = undefined
  /** Counts its lives: a tick of an earlier one is ignored. */
  turn = 1
  underWay = 0
  /** Requests that wait for another to end. */
  waiting = 0
  started = 0
  succeeded = 0
  failed = 0

  constructor(
    readonly id: number,
    readonly client: TrafficClient,
  ) {
    const { name, url, timeoutSeconds, keepAlive, multiplexed = false } = client
    this.request = { url, headers: AGENT, timeout: seconds(timeoutSeconds), keepAlive, multiplexed }
    this.owner = { type: 'traffic', id, name }
  }

  copy(): TrafficState {
    return Object.assign(new TrafficState(this.id, this.client), this)
  }
}

const AGENT = { 'user-agent': 'curl/8.17.0', accept: '*/*' }
