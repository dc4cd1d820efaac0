import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useActions, useCalm, usePlayground, useShared } from '../../store'
import { found, type Hit } from './found'
import styles from './graph.module.css'
import { useGraphSay } from './texts'

/** Finds things by what they say: arrows choose, Enter goes there, Escape closes it. */
export function SearchField({
  onChoose,
  onClose,
}: {
  /** `inside` is the owner that stands for it in the picture, if one does. */
  readonly onChoose: (id: string, inside: string | undefined) => void
  readonly onClose: () => void
}) {
  const say = useGraphSay()
  const list = useId()
  const [query, setQuery] = useState('')
  const [opener] = useState(() => document.activeElement)
  const [at, setAt] = useState(0)
  const hits = useHits(query)
  const chosen = hits[Math.min(at, hits.length - 1)]
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.nativeEvent.isComposing) return
    if (step !== undefined)
      setAt((hits.length + Math.min(at, hits.length - 1) + step) % hits.length)
    else if (event.key === 'Enter' && chosen) onChoose(chosen.id, chosen.inside)
    else if (event.key === 'Escape') {
      if (opener instanceof HTMLElement) opener.focus()
      onClose()
    } else return
    event.preventDefault()
  }
  const isEmpty = query.trim() !== '' && hits.length === 0
  return (
    <search className={styles.search}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it opens to be typed into
        autoFocus
        type="text"
        role="combobox"
        aria-label={say('find')}
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={chosen && `${list}${chosen.id}`}
        aria-autocomplete="list"
        placeholder={say('find.what')}
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => {
          setQuery(target.value)
          setAt(0)
        }}
        onKeyDown={press}
        onBlur={onClose}
      />
      <div id={list} role="listbox" aria-label={say('find')} hidden={hits.length === 0}>
        {hits.map((hit) => (
          <Choice
            key={hit.id}
            hit={hit}
            list={list}
            chosen={hit === chosen}
            onChoose={() => onChoose(hit.id, hit.inside)}
          />
        ))}
      </div>
      <p role="status">{isEmpty ? say('find.none') : ''}</p>
    </search>
  )
}

function useHits(query: string): readonly Hit[] {
  const playground = usePlayground()
  // As one types at once, and as the cluster changes, calmly.
  useCalm(({ picture }) => picture.shape)
  const inside = useShared(({ picture }) => picture.found)
  const { seekPods } = useActions()
  useEffect(() => seekPods(query.trim()), [query, seekPods])
  useEffect(() => () => seekPods(''), [seekPods])
  return found(query, playground.getState().picture.summaries, inside)
}

function Choice({
  hit: { id, name, kind, by },
  list,
  chosen,
  onChoose,
}: {
  readonly hit: Hit
  readonly list: string
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      ref={chosen ? toSight : null}
      id={`${list}${id}`}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span>{name}</span>
      <span>{kind}</span>
      <span>{by}</span>
    </div>
  )
}

/** Where there is little room, the list is scrolled to what arrows choose. */
const toSight = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })
