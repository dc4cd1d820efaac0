import { type HostMessage, readMessage } from './message'

/** As many messages may wait for their turn. */
const mostWaiting = 20

/** What is asked of an embed, besides a greeting. */
export type Asking = Exclude<HostMessage, { readonly type: 'hello' }>

/**
 * What an embed and the page around it say to each other. Only that page is heard; its first
 * `hello` fixes its origin, and from then on no other is heard or told anything. What it says is
 * read field by field, and can do no more than a link, or the panes here.
 */
export class Talk {
  private origin: string | undefined
  private waiting = 0
  private work: Promise<void> = Promise.resolve()
  private state: object = { started: false }

  /** `around`: the window that holds this one, if one does. */
  constructor(
    private readonly around: Pick<Window, 'postMessage'> | undefined,
    private readonly obey: (asked: Asking) => Promise<void>,
  ) {}

  /** Hears what a window says. */
  readonly hear = ({ source, origin, data }: MessageEvent): void => {
    // A page without an origin of its own could not be told from another one.
    if (!this.around || source !== this.around || origin === 'null') return
    if (this.origin !== undefined && origin !== this.origin) return
    const read = readMessage(data)
    if (!read) return
    const { id } = read.message ?? read
    const named = id === undefined ? {} : { id }
    const answer = (said: object) => this.say(origin, { ...said, ...named })
    const refuse = (message: string) => answer({ type: 'error', message })
    if (!read.message) refuse(read.wrong)
    else if (read.message.type === 'hello') {
      this.origin = origin
      answer({ type: 'ready' })
      this.tell(this.state)
    } else if (this.origin === undefined) refuse('say hello first')
    else if (this.waiting >= mostWaiting) refuse('too many messages at once')
    else
      void this.next(read.message).then(
        () => answer({ type: 'done' }),
        (error: unknown) => {
          refuse(error instanceof Error ? error.message : String(error))
        },
      )
  }

  /** One thing after another. */
  private next(asked: Asking): Promise<void> {
    this.waiting += 1
    const done = this.work.then(() => this.obey(asked))
    this.work = done
      .catch(() => undefined)
      .then(() => {
        this.waiting -= 1
      })
    return done
  }

  /** Tells the page around what has become of the cluster. */
  tell(state: object): void {
    this.state = state
    if (this.origin !== undefined) this.say(this.origin, { type: 'statechange', state })
  }

  private say(to: string, said: object): void {
    this.around?.postMessage({ servicePlayground: 1, ...said }, to)
  }
}
