import { podStates } from '../../projection/grouping'
import { MarkSample } from '../controls'
import { useSay } from '../i18n'
import { marks } from '../theme/marks'
import { LineSample } from './Lines'
import { Glyph } from './vertices/Glyph'
import { PodFaultSign } from './vertices/PodFaultSign'

const lines = ['asks', 'takes', 'waits', 'misses', 'forwards'] as const

const faults = [{ isHung: true }, { slowMillis: 3_000 }, { isUnready: true }] as const

/** What each shape of the picture means. */
export function KeyLists() {
  const say = useSay()
  return (
    <>
      <h2>{say('key.requests')}</h2>
      <ul>
        {marks.map((mark) => (
          <li key={mark}>
            <MarkSample mark={mark} />
            {say(`mark.${mark}`)}
          </li>
        ))}
      </ul>
      <h2>{say('key.lines')}</h2>
      <ul>
        {lines.map((kind) => (
          <li key={kind}>
            <LineSample kind={kind} />
            {say(`line.${kind}`)}
          </li>
        ))}
      </ul>
      <h2>{say('key.pods')}</h2>
      <ul>
        {podStates.map((state) => (
          <li key={state}>
            <Glyph state={state} />
            {say(`pod.${state}`)}
          </li>
        ))}
        {faults.map((fault) => (
          <li key={Object.keys(fault).join()}>
            <PodFaultSign fault={fault} />
          </li>
        ))}
      </ul>
    </>
  )
}
