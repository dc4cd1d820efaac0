import { useState } from 'react'
import { useStore } from 'zustand'
import type { MadeObject } from '../../projection/made'
import { Button } from '../controls'
import { useActions } from '../store'
import { Differences } from './Changes'
import styles from './editor.module.css'
import type { Elsewhere } from './elsewhere'
import { objectText } from './outcomes'
import type { ManifestSession } from './session'
import { useEditorSay } from './texts'

/** As many are listed before one asks for the rest. */
const listed = 5

/** What others have done to the cluster, and what to do about it: nothing comes by itself. */
export function InCluster({ session }: { readonly session: ManifestSession }) {
  const say = useEditorSay()
  const { also, changed } = useStore(session.state, ({ beyond }) => beyond)
  if (also.length === 0 && changed.length === 0) return null
  return (
    <section className={styles.beyond} aria-label={say('beyond')}>
      {changed.length === 0 ? null : (
        <ul>
          {changed.map((each) => (
            <ChangedThere key={`${each.object} ${each.line}`} change={each} session={session} />
          ))}
        </ul>
      )}
      {also.length === 0 ? null : <AlsoThere objects={also} session={session} />}
    </section>
  )
}

/** An object of the text that was changed, or deleted, by another hand. */
function ChangedThere({
  change: { identity, object, what, line, differences },
  session: { side },
}: {
  readonly change: Elsewhere
  readonly session: ManifestSession
}) {
  const say = useEditorSay()
  const { reveal } = useActions()
  const isGone = what === 'deleted'
  return (
    <li className={styles[what === 'deleted' ? 'deleted' : 'configured']}>
      <p className={styles.changed}>
        <span className={styles.sign} aria-hidden="true">
          {isGone ? '−' : '~'}
        </span>
        <button type="button" className={styles.object} onClick={() => reveal({ line })}>
          {object}
        </button>
        <span className={styles.verb}>{say(isGone ? 'deletedThere' : 'changedThere')}</span>
      </p>
      <Differences differences={differences} />
      <p className={styles.choices}>
        {isGone ? null : (
          <Button tone="quiet" onClick={() => void side.takeChanges(identity)}>
            {say('take')}
          </Button>
        )}
        <Button tone="quiet" onClick={() => void side.applyAgain(identity)}>
          {say(isGone ? 'applyAgain' : 'mineAgain')}
        </Button>
        {isGone ? (
          <Button tone="quiet" onClick={() => void side.removeHere(identity)}>
            {say('removeHere')}
          </Button>
        ) : null}
      </p>
    </li>
  )
}

/** What people have made that the text does not name. */
function AlsoThere({
  objects,
  session: { side },
}: {
  readonly objects: readonly MadeObject[]
  readonly session: ManifestSession
}) {
  const say = useEditorSay()
  const [all, setAll] = useState(false)
  const shown = all ? objects : objects.slice(0, listed)
  const more = objects.length - shown.length
  return (
    <>
      <div className={styles.alsoHead}>
        <h3>{say('also')}</h3>
        {objects.length > 1 ? (
          <Button tone="quiet" onClick={() => void side.take(objects)}>
            {say('takeAll')}
          </Button>
        ) : null}
      </div>
      <ul>
        {shown.map((each) => (
          <li key={`${objectText(each)} ${each.namespace}`} className={styles.alsoOne}>
            <code>
              {objectText(each)}
              {each.namespace === '' || each.namespace === 'default' ? null : (
                <span>{` -n ${each.namespace}`}</span>
              )}
            </code>
            <Button
              tone="quiet"
              aria-label={`${say('take')}: ${objectText(each)}`}
              onClick={() => void side.take([each])}
            >
              {say('take')}
            </Button>
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <Button tone="quiet" onClick={() => setAll(true)}>
          {say('more', { count: more })}
        </Button>
      ) : null}
    </>
  )
}
