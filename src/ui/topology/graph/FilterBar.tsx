import { useState } from 'react'
import { Select } from '../../controls'
import { useActions, useCalm, useShared } from '../../store'
import { namespacesIn } from './filtered'
import styles from './graph.module.css'
import { useGraphSay } from './texts'

/** What the picture shows: of which namespace, with which labels. */
export function FilterBar() {
  const say = useGraphSay()
  const { setView } = useActions()
  const { namespace = '', labels = '' } = useShared(({ scenario }) => scenario.view)
  const all = useCalm(({ picture }) => namespacesIn(picture.summaries.values()).join(' '))
  const [text, setText] = useState(labels)
  const names = all === '' ? [] : all.split(' ')
  const known = namespace === '' || names.includes(namespace) ? names : [namespace, ...names]
  return (
    <div className={styles.filter}>
      <Select
        label={say('filter.namespace')}
        value={namespace}
        options={[['', say('filter.all')], ...known.map((name) => [name, name] as const)]}
        onChange={(name) => setView({ namespace: name === '' ? undefined : name })}
      />
      <input
        type="text"
        aria-label={say('filter.labels')}
        placeholder={say('filter.example')}
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        value={text}
        onChange={({ target: { value } }) => {
          setText(value)
          setView({ labels: value.trim() === '' ? undefined : value })
        }}
      />
    </div>
  )
}
