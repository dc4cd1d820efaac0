import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { DumpChoices } from '../../scenarios/dump/choices'
import { type LoadedDump, loadDump } from '../../scenarios/dump/load'
import type { Scenario } from '../../scenarios/scenario'
import { Button } from '../controls'
import { Dialog } from '../controls/Dialog'
import { openFile, useActions, usePlayground } from '../store'
import styles from './dump.module.css'
import { Report } from './Report'
import { Source } from './Source'
import { type DumpSay, useDumpSay } from './texts'
import { type DumpReading, useDump } from './use-dump'

const first: DumpChoices = { images: 'stand-in', pods: 'observed' }

/** Reads a dump of a real cluster, tells what it would load of it, and loads it. */
export function DumpDialog({ dump }: { readonly dump: { readonly text: string } }) {
  const say = useDumpSay()
  const playground = usePlayground()
  const { askForDump, open, showProblems } = useActions()
  const [text, setText] = useState(dump.text)
  const [choices, setChoices] = useState(first)
  const reading = useDump(text)
  const loaded = useLoaded(reading, choices)
  useEffect(() => setText(dump.text), [dump])
  const close = () => askForDump(undefined)
  const load = ({ manifest, report }: LoadedDump) => {
    close()
    const { counted: _, ...surroundings } = report.surroundings
    void open(scenarioFrom(playground.getState().scenario, manifest, surroundings))
    showProblems()
  }
  const isLoadable = loaded !== undefined && loaded.report.loaded.length > 0
  return (
    <Dialog
      title={say('title')}
      className={styles.dialog}
      actions={
        <>
          <Button onClick={close}>{say('cancel')}</Button>
          <Button
            tone="main"
            aria-disabled={!isLoadable || undefined}
            onClick={() => loaded && isLoadable && load(loaded)}
          >
            {say('load')}
          </Button>
        </>
      }
      onClose={close}
    >
      <div className={styles.body}>
        <Source
          text={text}
          onText={setText}
          onFile={async (found) => {
            if (await openFile(playground, found)) close()
            else setText(found)
          }}
        />
        <p className={styles.phase} role="status">
          {phaseText(reading, loaded, say)}
        </p>
        {loaded && reading.phase === 'read' ? (
          <>
            <Choices choices={choices} onChoices={setChoices} />
            <Report report={loaded.report} unread={reading.found.unread} />
          </>
        ) : null}
      </div>
    </Dialog>
  )
}

function useLoaded(reading: DumpReading, choices: DumpChoices): LoadedDump | undefined {
  return useMemo(() => {
    if (reading.phase !== 'read' || reading.found.refused) return undefined
    return loadDump(reading.found.objects, reading.known, choices)
  }, [reading, choices])
}

// Who sent requests before sends them to what is no longer there.
const scenarioFrom = (
  before: Scenario,
  manifest: string,
  surroundings: Partial<Scenario>,
): Scenario => {
  const { lens, live } = before.view
  const view = {
    ...(lens === undefined ? {} : { lens }),
    ...(live === undefined ? {} : { live }),
  }
  return { ...before, ...surroundings, manifest, traffic: [], view }
}

function phaseText(reading: DumpReading, loaded: LoadedDump | undefined, say: DumpSay): string {
  if (reading.phase === 'empty') return ''
  if (reading.phase !== 'read') return say(reading.phase)
  if (reading.found.refused) return say(`refused.${reading.found.refused}`)
  return loaded && loaded.report.loaded.length === 0 ? say('nothingLoaded') : ''
}

function Choices({
  choices,
  onChoices,
}: {
  readonly choices: DumpChoices
  readonly onChoices: (choices: DumpChoices) => void
}) {
  const say = useDumpSay()
  return (
    <div className={styles.choices}>
      <Choice legend={say('pods')}>
        {(['observed', 'again'] as const).map((pods) => (
          <label key={pods}>
            <input
              type="radio"
              name="dump-pods"
              checked={choices.pods === pods}
              onChange={() => onChoices({ ...choices, pods })}
            />
            {say(`pods.${pods}`)}
          </label>
        ))}
      </Choice>
      <Choice legend={say('images')}>
        {(['stand-in', 'keep'] as const).map((images) => (
          <label key={images}>
            <input
              type="radio"
              name="dump-images"
              checked={choices.images === images}
              onChange={() => onChoices({ ...choices, images })}
            />
            {say(`images.${images}`)}
          </label>
        ))}
      </Choice>
    </div>
  )
}

function Choice({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}
