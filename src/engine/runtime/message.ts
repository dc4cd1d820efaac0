/** What the data plane sends itself. Only it reads them. */
export interface NetworkMessage {
  readonly to: 'network'
  readonly type: string
}
