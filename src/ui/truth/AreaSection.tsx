import { type ReactNode, useId } from 'react'
import { type Area, type Behaviour, held } from '../../truth'
import { fill, useLocale } from '../i18n'
import { useTruthSay } from './texts'
import styles from './truth.module.css'

/** A sentence with what was counted put in, and with what is typed as it is typed. */
export function Words({ text }: { readonly text: string }): ReactNode {
  const pieces = fill(text, { ...held.figures }).split('`')
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence stay where they are
  return pieces.map((piece, at) => (at % 2 === 1 ? <code key={at}>{piece}</code> : piece))
}

/** What belongs together. */
export function AreaSection({ area }: { readonly area: Area }) {
  const locale = useLocale()
  const title = useId()
  return (
    <section className={styles.area} aria-labelledby={title}>
      <h3 id={title}>{area.title[locale]}</h3>
      <ul>
        {area.behaviours.map((behaviour) => (
          <Row key={behaviour.id} behaviour={behaviour} />
        ))}
      </ul>
    </section>
  )
}

function Row({ behaviour }: { readonly behaviour: Behaviour }) {
  const tell = useTruthSay()
  const locale = useLocale()
  const { id, says, differs, source } = behaviour
  return (
    <li id={`true/${id}`} className={styles.row} tabIndex={-1}>
      <p className={styles.says}>
        <Words text={says[locale]} />{' '}
        <a href={`#true/${id}`} className={styles.link} aria-label={`${tell('link')}: ${id}`}>
          #
        </a>
      </p>
      {differs ? (
        <p className={styles.differs}>
          <strong>{tell('otherwise')}</strong> <Words text={differs[locale]} />
        </p>
      ) : null}
      <p className={styles.source}>
        {tell('source')} <span lang="en">{source}</span>
      </p>
      <Tests names={behaviour.tests} />
    </li>
  )
}

function Tests({ names }: { readonly names: readonly string[] }) {
  const tell = useTruthSay()
  const cases = names.reduce((sum, name) => sum + (held.tests[name]?.cases ?? 1), 0)
  const isOne = names.length === 1
  const summary =
    cases === names.length
      ? isOne
        ? tell('held.one')
        : tell('held', { count: names.length })
      : isOne
        ? tell('held.cases.one', { cases })
        : tell('held.cases', { count: names.length, cases })
  return (
    <details className={styles.tests}>
      <summary>{summary}</summary>
      <ul>
        {names.map((name) => (
          <Test key={name} name={name} />
        ))}
      </ul>
    </details>
  )
}

function Test({ name }: { readonly name: string }) {
  const tell = useTruthSay()
  const { line, cases, sometimes } = held.tests[name] ?? {}
  const [file = '', ...titles] = name.split(' > ')
  const notes = [
    ...(cases === undefined ? [] : [tell('case', { count: cases })]),
    ...(sometimes ? [tell('sometimes')] : []),
  ]
  return (
    <li>
      <code>
        src/{file}.test.ts{line === undefined ? '' : `:${line}`}
      </code>
      <span lang="en">{titles.join(' › ').replace(/%[sdij#]/g, '…')}</span>
      {notes.length > 0 ? <em>{notes.join(' · ')}</em> : null}
    </li>
  )
}
