import type { Cluster } from '../engine'
import type { Frame } from '../projection/frame'
import type { Look } from '../projection/look'
import { sameItems } from '../projection/memo'
import type { Projection } from '../projection/projection'
import { Recorded, type RecordedEvents } from '../projection/recorded'

/** What was told, and what it was told for. */
interface Told {
  readonly events?: RecordedEvents | undefined
  readonly about?: Frame['recordedAbout']
  readonly find?: string
  readonly found?: Frame['found']
  readonly revision?: number
}

/** What somebody wants to see besides what everybody is told, told when it has changed. */
export class Wanted {
  private readonly recorded = new Recorded()
  private subject: { readonly id: string; readonly recorded: Recorded } | undefined
  private told: Told = {}

  constructor(
    private readonly cluster: Cluster,
    private readonly projection: Projection,
  ) {}

  /** The next news tell everything. */
  startAfresh(): void {
    this.told = {}
  }

  news(look: Partial<Look>): Pick<Frame, 'recorded' | 'recordedAbout' | 'found'> {
    const { told, cluster } = this
    const events = look.events ? this.recorded.asOf(cluster.reader()) : undefined
    const about = look.about && this.eventsAbout(look.about)
    const { find } = look
    const found = find ? this.foundBy(find) : undefined
    this.told = { events, about, revision: cluster.revision, ...(find && found && { find, found }) }
    const isFoundTold = told.find && sameItems(found ?? [], told.found ?? [])
    return {
      ...(events && events !== told.events && { recorded: events }),
      ...(about && about !== told.about && { recordedAbout: about }),
      ...(found && !isFoundTold && { found }),
    }
  }

  private eventsAbout({ id, ...subject }: NonNullable<Look['about']>): Frame['recordedAbout'] {
    if (this.subject?.id !== id) this.subject = { id, recorded: new Recorded(subject) }
    const events = this.subject.recorded.asOf(this.cluster.reader())
    const { about } = this.told
    return about?.id === id && about.events === events ? about : { id, events }
  }

  private foundBy(find: string): Frame['found'] {
    const { told, cluster } = this
    const isSame = told.find === find && told.revision === cluster.revision
    return isSame ? told.found : this.projection.found(find)
  }
}
