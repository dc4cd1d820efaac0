import { Buffer } from 'node:buffer'

/** The messages of a stream: each has its length before it (RFC 7766). */
export class Frames {
  private waiting = Buffer.alloc(0)

  /** Takes a piece in; gives the messages that are whole with it. */
  push(chunk: Buffer): readonly Buffer[] {
    this.waiting = Buffer.concat([this.waiting, chunk])
    const messages: Buffer[] = []
    while (this.waiting.length >= 2) {
      const end = 2 + this.waiting.readUInt16BE(0)
      if (this.waiting.length < end) break
      messages.push(this.waiting.subarray(2, end))
      this.waiting = this.waiting.subarray(end)
    }
    return messages
  }
}

/** A message as it stands in a stream. */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}
