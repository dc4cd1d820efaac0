import { useEffect, useRef, useState } from 'react'
import { encodeLink } from '../../../scenarios/codec'
import type { Scenario } from '../../../scenarios/scenario'
import { IconButton, Tabs } from '../../controls'
import { Dialog } from '../../controls/Dialog'
import { useSay } from '../../i18n'
import { usePlayground } from '../../store'
import { lessonLink } from '../../store/guests'
import { type Choices, embedPanes, firstChoices, travelling } from './choices'
import { type Embedded, EmbedPart } from './EmbedPart'
import { FilePart } from './FilePart'
import { LinkPart } from './LinkPart'
import styles from './share.module.css'
import { Travels } from './Travels'
import { useShareSay } from './texts'
import { type ToldPast, toldPast, withPast } from './told-past'

type Kind = 'link' | 'embed' | 'file'

/** What is here as a link, as a piece of another page, or as a file. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useSay()
  const say = useShareSay()
  const [kind, setKind] = useState<Kind>('link')
  const { choices, setChoices, scenarioFor, told } = useTravelling()
  const past = choices.past && typeof told === 'object' ? told.text : undefined
  const linkFor = (scenario: Scenario) => withPast(encodeLink(scenario), past)
  const embed = useEmbedded(scenarioFor, linkFor)
  const field = useRef<HTMLInputElement>(null)
  const parts = {
    // It is copied as soon as it is there: not before what was done is known.
    link:
      told === 'asking' ? null : (
        <LinkPart
          hash={kind === 'link' ? linkFor(scenarioFor({})) : undefined}
          field={field}
          onFile={() => setKind('file')}
          onWithoutPast={past ? () => setChoices({ ...choices, past: false }) : undefined}
        />
      ),
    embed: <EmbedPart {...embed} hash={kind === 'embed' ? embed.hash() : undefined} />,
    file: <FilePart scenario={scenarioFor({})} past={past} />,
  }
  return (
    <Dialog
      title={say('title')}
      className={styles.dialog}
      actions={<IconButton icon="close" label={words('close')} onClick={onClose} />}
      onClose={onClose}
    >
      <div className={styles.body}>
        <Tabs<Kind>
          label={say('kinds')}
          tabs={(['link', 'embed', 'file'] as const).map((name) => ({
            name,
            text: say(name),
            panel: <div className={styles.part}>{parts[name]}</div>,
          }))}
          open={kind}
          onOpen={setKind}
        />
        {kind === 'embed' && embed.lesson ? null : (
          <Travels
            choices={choices}
            onChoices={setChoices}
            hasPanes={kind !== 'embed'}
            past={told === 'asking' ? undefined : told}
          />
        )}
      </div>
    </Dialog>
  )
}

/** What goes along, as chosen here; the page goes on meanwhile, and what is shared does not. */
function useTravelling() {
  const playground = usePlayground()
  const [state] = useState(() => playground.getState())
  const [choices, setChoices] = useState<Choices>(() => ({
    ...firstChoices,
    panes: state.scenario.view.panes ?? {},
  }))
  const [told, setTold] = useState<ToldPast | 'asking'>('asking')
  useEffect(() => {
    // Without it the link is made all the same.
    void toldPast(playground, state.scenario).then(setTold, () => setTold(undefined))
  }, [playground, state])
  const scenarioFor = (other: Partial<Choices>) => travelling(state, { ...choices, ...other })
  return { choices, setChoices, scenarioFor, told }
}

/** What an embed is to show, and the link that it begins with. */
function useEmbedded(
  scenarioFor: (other: Partial<Choices>) => Scenario,
  linkFor: (scenario: Scenario) => string | undefined,
) {
  const [shown, setShown] = useState<Embedded>()
  const [readOnly, setReadOnly] = useState(false)
  const { lesson } = scenarioFor({}).view
  const now = shown ?? (lesson ? 'step' : 'picture')
  const isLesson = now === 'step' || now === 'lesson'
  const hash = () =>
    isLesson
      ? lesson && lessonLink(lesson)
      : linkFor(scenarioFor({ panes: embedPanes(now, readOnly) }))
  return {
    hash,
    lesson: isLesson,
    hasLesson: lesson !== undefined,
    shown: now,
    onShown: setShown,
    readOnly,
    onReadOnly: setReadOnly,
  }
}
