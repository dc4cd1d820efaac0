const BLOCK_BITS = 5
const BLOCK_SIZE = 1 << BLOCK_BITS
const BLOCK_MASK = BLOCK_SIZE - 1

class Block<Page> {
  constructor(
    /** Who may change the block. */
    readonly owner: object,
    readonly pages: Page[],
    /** A bit for each page that its owner may change as well. */
    public owned = 0,
  ) {}
}

const nobody = {}

/**
 * Many pages of something, forked in no time: a fork shares all pages, and whoever first changes
 * one after that gets a copy of it. The list of pages itself is shared block by block in the same
 * way.
 */
export class Pages<Page> {
  private blocks: Block<Page>[]
  // What this object owns bears its token; a fork gives both sides new ones, so that neither owns
  // anything.
  private token: object = {}

  constructor(
    /** How many pages; all begin as the same empty one. */
    private count: number,
    private readonly empty: Page,
    private readonly copy: (page: Page) => Page,
    from?: Pages<Page>,
  ) {
    this.blocks = from ? from.blocks.slice() : blocksOf(count, empty)
  }

  get length(): number {
    return this.count
  }

  /** A page, to read. */
  at(index: number): Page {
    return (this.blocks[index >>> BLOCK_BITS] as Block<Page>).pages[index & BLOCK_MASK] as Page
  }

  /** A page, to change. */
  own(index: number): Page {
    const { token } = this
    let block = this.blocks[index >>> BLOCK_BITS] as Block<Page>
    if (block.owner !== token) {
      block = new Block(token, block.pages.slice())
      this.blocks[index >>> BLOCK_BITS] = block
    }
    const place = index & BLOCK_MASK
    const bit = 1 << place
    if ((block.owned & bit) === 0) {
      block.pages[place] = this.copy(block.pages[place] as Page)
      block.owned |= bit
    }
    return block.pages[place] as Page
  }

  /** Makes them so many, with empty ones at the end. */
  grow(count: number): void {
    const blocks = blocksOf(count, this.empty)
    this.blocks.forEach((block, index) => {
      const added = blocks[index]?.pages.slice(block.pages.length) ?? []
      blocks[index] = new Block(block.owner, block.pages.concat(added), block.owned)
    })
    this.blocks = blocks
    this.count = count
  }

  /** The same pages again; neither side sees the other's later changes. */
  fork(): Pages<Page> {
    this.token = {}
    return new Pages(this.count, this.empty, this.copy, this)
  }
}

function blocksOf<Page>(length: number, empty: Page): Block<Page>[] {
  const size = Math.min(length, BLOCK_SIZE)
  const block = new Block(nobody, new Array<Page>(size).fill(empty))
  return new Array<Block<Page>>(Math.ceil(length / BLOCK_SIZE)).fill(block)
}
