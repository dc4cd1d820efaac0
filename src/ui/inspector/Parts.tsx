import type { ReactNode } from 'react'
import { useActions } from '../store'
import styles from './inspector.module.css'
import { useDetailsSay } from './texts'

/** A part of the details, under its heading. */
export function Part({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** Facts, one below the other. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

/** One fact: a word for it, and what it is. It is left out when it is not there. */
export function Fact({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  if (children === undefined || children === null || children === '') return null
  return (
    <div>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Something else, to be looked at next. */
export function Related({ id, text }: { readonly id: string; readonly text?: string }) {
  const { select, hover } = useActions()
  const [, ...name] = id.split('/')
  return (
    <button
      type="button"
      className={`lead ${styles.related}`}
      onClick={() => select(id)}
      onPointerEnter={() => hover(id)}
      onPointerLeave={() => hover(undefined)}
    >
      {text ?? name.join('/').replace(/^default\//, '')}
    </button>
  )
}

/** A word that tells of trouble: it leads to the reasons. */
export function AskWhy({
  id,
  chain,
  children,
}: {
  readonly id: string
  /** What the reasons begin with that are meant. */
  readonly chain?: string
  readonly children: string
}) {
  const own = useDetailsSay()
  const { askWhy } = useActions()
  return (
    <button type="button" className={styles.asks} onClick={() => askWhy(id, chain)}>
      <code>{children}</code> <span>{own('askWhy')}</span>
    </button>
  )
}

/** Labels, one a line, as a manifest writes them. */
export function LabelList({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  return (
    <ul className={styles.labels}>
      {Object.keys(labels)
        .sort()
        .map((label) => (
          <li key={label}>{`${label}=${labels[label]}`}</li>
        ))}
    </ul>
  )
}
