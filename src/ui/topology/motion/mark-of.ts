import type { RequestRecord, Trip } from '../../store'
import type { Mark } from '../../theme/marks'
import type { Moment } from './schedule'

/** What a request is drawn as at a moment: how it went is told on its way back. */
export function markOf(record: RequestRecord, { trip, part }: Moment): Mark {
  switch (trip.what) {
    case 'query':
      return 'lookup'
    case 'answer':
      return isLastAnswer(record, trip) ? 'no-name' : 'lookup'
    case 'refusal':
      return record.outcome === 'rejected' ? 'rejected' : 'refused'
    case 'response':
      return record.outcome === 'http-error' ? 'error' : 'answer'
    case 'lost':
      return part < 1 ? 'request' : 'lost'
    default:
      return 'request'
  }
}

const isLastAnswer = ({ outcome, legs }: RequestRecord, { due }: Trip): boolean =>
  outcome === 'name-not-found' && legs.at(-1)?.due === due
