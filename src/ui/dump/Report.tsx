import type { ReactNode } from 'react'
import type { DumpReport } from '../../scenarios/dump/load'
import type { DumpObjects } from '../../scenarios/dump/objects'
import { useSay } from '../i18n'
import styles from './dump.module.css'
import { useDumpSay } from './texts'

/** As many names are listed. */
const shown = 60

/** What of a dump is loaded, changed, unknown and left out. */
export function Report({
  report: { loaded, surroundings, missingImages, changes, unknown, left },
  unread,
}: {
  readonly report: DumpReport
  readonly unread: DumpObjects['unread']
}) {
  const say = useDumpSay()
  const kinds = loaded.map(([kind, count]) => `${count} ${kind}`)
  const broken = unread.map(({ begins, message }) => `${begins} … ${message}`)
  return (
    <div className={styles.report}>
      {loaded.length === 0 ? null : (
        <Part title={say('loaded')}>
          <p className={styles.names}>{kinds.join(', ')}</p>
          <Surroundings surroundings={surroundings} />
        </Part>
      )}
      <Listed title={say('unread')} names={broken} />
      <Listed title={say('images')} names={missingImages} />
      <Listed title={say('unknown')} names={unknown} />
      {changes.size === 0 ? null : (
        <Part title={say('changed')}>
          {[...changes].map(([code, names]) => (
            <Fold key={code} title={say(`change.${code}`)} names={names} />
          ))}
        </Part>
      )}
      {left.size === 0 ? null : (
        <Part title={say('left')}>
          {[...left].map(([reason, names]) => (
            <Fold key={reason} title={say(`left.${reason}`)} names={names} />
          ))}
        </Part>
      )}
    </div>
  )
}

function Surroundings({ surroundings }: Pick<DumpReport, 'surroundings'>) {
  const say = useDumpSay()
  const sayAll = useSay()
  const { counted, nodes, environment, mode } = surroundings
  const place = environment ? sayAll(`environment.${environment}`) : ''
  return (
    <p>
      {nodes === undefined ? say('noNodes') : say('nodes', { counted, nodes, environment: place })}
      {mode ? `; ${say('mode', { mode })}` : ''}
    </p>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Listed({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  return names.length === 0 ? null : (
    <Part title={title}>
      <Names names={names} />
    </Part>
  )
}

function Fold({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  return (
    <details>
      <summary>
        <span className={styles.count}>{names.length}</span> {title}
      </summary>
      <Names names={names} />
    </details>
  )
}

function Names({ names }: { readonly names: readonly string[] }) {
  const say = useDumpSay()
  const more = names.length - shown
  return (
    <ul className={styles.names}>
      {names.slice(0, shown).map((name) => (
        <li key={name}>{name}</li>
      ))}
      {more > 0 ? <li>{say('more', { count: more })}</li> : null}
    </ul>
  )
}
