// SipHash with one round a word and three at the end, as the kernel's `hsiphash` is on 64 bits
// (lib/siphash.c): what `ip_vs_mh` hashes with.

const WORD = 64
const low = (value: bigint): bigint => BigInt.asUintN(WORD, value)
const turned = (value: bigint, by: bigint): bigint => low((value << by) | (value >> (64n - by)))

class Sip {
  private a: bigint
  private b: bigint
  private c: bigint
  private d: bigint

  constructor(key: bigint) {
    this.a = 0x736f6d6570736575n ^ key
    this.b = 0x646f72616e646f6dn ^ key
    this.c = 0x6c7967656e657261n ^ key
    this.d = 0x7465646279746573n ^ key
  }

  hash(word: number): number {
    // The length of what is hashed stands in the highest byte.
    const block = (4n << 56n) | BigInt(word)
    this.d ^= block
    this.round()
    this.a ^= block
    this.c ^= 0xffn
    this.round()
    this.round()
    this.round()
    return Number(BigInt.asUintN(32, this.a ^ this.b ^ this.c ^ this.d))
  }

  private round(): void {
    this.a = low(this.a + this.b)
    this.b = turned(this.b, 13n) ^ this.a
    this.a = turned(this.a, 32n)
    this.c = low(this.c + this.d)
    this.d = turned(this.d, 16n) ^ this.c
    this.a = low(this.a + this.d)
    this.d = turned(this.d, 21n) ^ this.a
    this.c = low(this.c + this.b)
    this.b = turned(this.b, 17n) ^ this.c
    this.c = turned(this.c, 32n)
  }
}

/** Hashes a word of 32 bits with a key whose halves are the same. */
export const hsiphash = (word: number, key: number): number => new Sip(BigInt(key)).hash(word >>> 0)
