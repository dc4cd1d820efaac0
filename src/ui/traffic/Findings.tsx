import type { Finding } from '../../engine/api/finding'
import { useSay } from '../i18n'
import { shortPlace, useActions, useShared } from '../store'
import { Field, Offers, reasonText } from '../why'
import { useTrafficSay } from './pane-texts'
import styles from './traffic.module.css'

/** More places than this are counted. */
const evidenceShown = 6

/** What the doctor finds: why, where, what shows it, and a change that helps. */
export function Findings({ quiet }: { readonly quiet: boolean }) {
  const say = useSay()
  const own = useTrafficSay()
  const findings = useShared((state) => state.findings)
  if (findings.length === 0) {
    return quiet ? <p className={styles.empty}>{say('problems.none')}</p> : null
  }
  return (
    <section aria-label={own('title')}>
      <h2 className={styles.findingsTitle}>{own('title')}</h2>
      <ul className={styles.problems}>
        {findings.map((finding) => (
          <FindingRow key={keyOf(finding)} finding={finding} />
        ))}
      </ul>
    </section>
  )
}

const keyOf = ({ code, field: { kind, key, path } }: Finding): string =>
  [code, kind, key.namespace, key.name, path].join(' ')

const signs = { error: '✗', warning: '!', hint: 'i' } as const

function FindingRow({ finding }: { readonly finding: Finding }) {
  const say = useSay()
  const locale = useShared((state) => state.locale)
  const { code, severity, data, field, evidence } = finding
  return (
    <li data-severity={severity} data-code={code}>
      <span className={styles.sign} aria-hidden="true">
        {signs[severity]}
      </span>
      <span className="unseen">{say(`finding.${severity}`)}</span>
      <div className={styles.finding}>
        <p>{reasonText(code, data, locale)}</p>
        <Field field={field} />
        <Evidence places={evidence} />
        <Offers {...finding} />
      </div>
    </li>
  )
}

/** What shows it, to be looked at in the picture. */
function Evidence({ places }: { readonly places: readonly string[] }) {
  const say = useSay()
  const { select, hover } = useActions()
  const known = useShared(({ picture }) => picture.summaries)
  if (places.length === 0) return null
  const more = places.length - evidenceShown
  return (
    <p className={styles.evidence}>
      {`${say('finding.evidence')}: `}
      {places.slice(0, evidenceShown).map((place) =>
        known.has(place) ? (
          <button
            key={place}
            type="button"
            className={`lead ${styles.link}`}
            onClick={() => select(place)}
            onPointerEnter={() => hover(place)}
            onPointerLeave={() => hover(undefined)}
          >
            {shortPlace(place)}
          </button>
        ) : (
          <span key={place}>{shortPlace(place)}</span>
        ),
      )}
      {more > 0 ? <span>{say('slice.more', { count: more })}</span> : null}
    </p>
  )
}
