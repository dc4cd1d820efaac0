import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { areas, held } from '../../truth'
import { Button, IconButton, Switch } from '../controls'
import { Dialog } from '../controls/Dialog'
import { useLocale, useSay } from '../i18n'
import { AreaSection, Words } from './AreaSection'
import { count, found } from './search'
import { useTruthSay } from './texts'
import styles from './truth.module.css'

/** What is modelled, where upstream says so, which test holds it, and what is otherwise. */
export function TruthDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay()
  const tell = useTruthSay()
  const body = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [words, setWords] = useState('')
  const [onlyDiffering, setOnlyDiffering] = useState(false)
  const shown = useMemo(() => found(areas, { words, onlyDiffering }), [words, onlyDiffering])
  useAllForPrinting(body)
  const isWhole = words.trim() === '' && !onlyDiffering
  return (
    <Dialog
      title={tell('title')}
      className={styles.truth}
      actions={
        <>
          <Button className={styles.print} onClick={() => print()}>
            {tell('print')}
          </Button>
          <IconButton icon="close" label={say('close')} onClick={onClose} />
        </>
      }
      onOpen={() => begin(body.current, field.current)}
      onClose={onClose}
      wantsEscape={() => words !== '' && document.activeElement === field.current}
    >
      <div ref={body} className={styles.body} tabIndex={-1}>
        <p>{tell('intro')}</p>
        <Figures />
        <div className={styles.tools}>
          <input
            ref={field}
            type="search"
            className={styles.search}
            aria-label={tell('search')}
            placeholder={tell('search')}
            spellCheck={false}
            autoComplete="off"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => (event.key === 'Escape' ? setWords('') : undefined)}
          />
          <Switch on={onlyDiffering} tip={tell('differences.intro')} onChange={setOnlyDiffering}>
            {tell('only')}
          </Switch>
          <span className={styles.count} role="status">
            {isWhole ? '' : tell('found', { count: count(shown), all: count(areas) })}
          </span>
        </div>
        {isWhole ? <Differences /> : null}
        {shown.length === 0 ? <p>{tell('none')}</p> : null}
        {shown.map((area) => (
          <AreaSection key={area.id} area={area} />
        ))}
      </div>
    </Dialog>
  )
}

/** Shows what the address names, else gives the keyboard to the search: but no phone's. */
function begin(body: HTMLElement | null, field: HTMLElement | null): void {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  named?.scrollIntoView({ block: 'center' })
  if (named) named.focus({ preventScroll: true })
  else if (matchMedia('(pointer: fine)').matches) field?.focus()
  else body?.focus()
}

/** What is folded up is printed all the same. */
function useAllForPrinting(body: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const unfold = () => {
      for (const each of body.current?.querySelectorAll('details') ?? []) each.open = true
    }
    addEventListener('beforeprint', unfold)
    return () => removeEventListener('beforeprint', unfold)
  }, [body])
}

function Figures() {
  const tell = useTruthSay()
  const named = Object.values(held.tests)
  return (
    <p className={styles.figures}>
      {tell('figures', {
        behaviours: count(areas),
        named: named.length,
        tests: held.figures.tests,
        cases: named.reduce((sum, { cases }) => sum + (cases ?? 1), 0),
      })}
    </p>
  )
}

/** First of all what is not as in life. */
function Differences() {
  const tell = useTruthSay()
  const locale = useLocale()
  const title = useId()
  return (
    <section className={styles.differences} aria-labelledby={title}>
      <h3 id={title}>{tell('differences')}</h3>
      <p>{tell('differences.intro')}</p>
      <ul>
        {areas.flatMap(({ behaviours }) =>
          behaviours.map(({ id, differs }) =>
            differs ? (
              <li key={id}>
                <a href={`#true/${id}`}>
                  <Words text={differs[locale]} />
                </a>
              </li>
            ) : null,
          ),
        )}
      </ul>
    </section>
  )
}
