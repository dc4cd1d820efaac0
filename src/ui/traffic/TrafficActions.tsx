import { scenarioLimits } from '../../scenarios/limits'
import { Button } from '../controls'
import { useSay } from '../i18n'
import { useActions, usePlayground } from '../store'
import { useTrafficSay } from './pane-texts'
import { anotherClient } from './sources'
import styles from './traffic.module.css'
import { useShownTraffic } from './use-shown-traffic'

/** Adds a client, or sends one request. */
export function TrafficActions() {
  const say = useSay()
  const own = useTrafficSay()
  const playground = usePlayground()
  const traffic = useShownTraffic()
  const { setTraffic, compose } = useActions()
  return (
    <div className={styles.actions}>
      <Button
        icon="plus"
        tone="quiet"
        disabled={traffic.length >= scenarioLimits.traffic}
        onClick={() => {
          const { summaries } = playground.getState().picture
          setTraffic([...traffic, anotherClient(traffic, summaries)], say('traffic.add'))
        }}
      >
        {say('traffic.add')}
      </Button>
      <Button tone="quiet" onClick={() => compose()}>
        {own('open')}
      </Button>
    </div>
  )
}
