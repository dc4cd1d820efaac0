import { encodeLink } from '../../../scenarios/codec'
import { Button } from '../../controls'
import { useSay } from '../../i18n'
import { useActions, usePlayground } from '../../store'
import { TimeControls } from '../../timeline/TimeControls'
import { firstChoices, travelling } from '../share/choices'
import { pageAddress } from '../share/page-address'
import { toldPast, withPast } from '../share/told-past'
import styles from './embed.module.css'
import { useEmbedSay } from './texts'

/** The line below an embed: time, what this is, and the way to all of it. */
export function EmbedBar({ narrow }: { readonly narrow: boolean }) {
  const words = useSay()
  const say = useEmbedSay()
  const playground = usePlayground()
  const { notify } = useActions()
  const open = async () => {
    const state = playground.getState()
    // In a tab of its own there is room for every pane; what could not be changed still cannot.
    const all = Object.entries(state.scenario.view.panes ?? {})
    const panes = Object.fromEntries(all.filter(([, how]) => how === 'read-only'))
    const told = await toldPast(playground, state.scenario).catch(() => undefined)
    const past = typeof told === 'object' ? told.text : undefined
    const link = encodeLink(travelling(state, { ...firstChoices, language: true, panes }))
    const hash = withPast(link, past)
    if (hash === undefined) notify({ kind: 'refused', message: say('tooLarge') })
    else globalThis.open(pageAddress(location.href, hash), '_blank', 'noopener')
  }
  return (
    <footer className={styles.bar}>
      {narrow ? <span className={styles.name}>{words('name')}</span> : <TimeControls />}
      <Button tone="quiet" icon="full" tip={say('fullHint')} onClick={() => void open()}>
        {say('full')}
      </Button>
    </footer>
  )
}
