import { Tip } from '../controls'
import { useSay } from '../i18n'
import { usePlayground, useShared } from '../store'
import styles from './topology.module.css'
import { usePictureKey } from './typing'

const lenses = ['network', 'service'] as const

/** Which lens the picture has; L turns to the other. */
export function LensSwitch() {
  const say = useSay()
  const playground = usePlayground()
  const lens = useLens()
  const choose = (lens: (typeof lenses)[number]) => playground.actions.setView({ lens })
  usePictureKey('l', () => {
    const { lens = 'network' } = playground.getState().scenario.view
    choose(lens === 'network' ? 'service' : 'network')
  })
  return (
    <fieldset className={styles.lens}>
      <legend className="unseen">{say('picture.lens')}</legend>
      {lenses.map((each) => (
        <Tip key={each} text={say(`lens.${each}.about`)}>
          <label data-chosen={each === lens}>
            <input type="radio" name="lens" checked={each === lens} onChange={() => choose(each)} />
            {say(`lens.${each}`)}
          </label>
        </Tip>
      ))}
    </fieldset>
  )
}

/** The lens that the picture has. */
export const useLens = () => useShared(({ scenario }) => scenario.view.lens ?? 'network')
