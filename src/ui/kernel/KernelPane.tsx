import { useEffect, useState } from 'react'
import { Select } from '../controls'
import { type Looked, useActions, useShared } from '../store'
import { Flows } from './Flows'
import styles from './kernel.module.css'
import { ModeSelect } from './ModeSelect'
import { Rules } from './Rules'
import { useKernelSay } from './texts'

const parts = ['rules', 'flows'] as const

/** What a node's kernel has: the rules that kube-proxy wrote, and the connections it tracks. */
export function KernelPane() {
  const say = useKernelSay()
  const { lookInto } = useActions()
  const looked = useShared((state) => state.looked)
  const selected = useShared((state) => state.selected)
  const names = useShared(({ picture }) =>
    [...picture.summaries.values()]
      .flatMap((each) => (each.type === 'node' ? [each.name] : []))
      .sort()
      .join(' '),
  )
  const nodes = names.split(' ')
  const near = selected?.startsWith('node/') ? selected.slice('node/'.length) : undefined
  const node = [looked?.node, near].find((each) => each && nodes.includes(each)) ?? nodes[0] ?? ''
  const [part, setPart] = useState<Looked['part']>(looked?.part ?? 'rules')
  useEffect(() => {
    if (looked) setPart(looked.part)
  }, [looked])
  if (node === '') return null
  const lead = (
    <>
      <Select
        label={say('node')}
        mono
        value={node}
        options={nodes.map((each) => [each, each] as const)}
        onChange={(chosen) => lookInto(chosen, part)}
      />
      <span className={styles.mode}>
        <ModeSelect />
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own */}
      <div className={styles.parts} role="group" aria-label={say('part')}>
        {parts.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === part}
            onClick={() => setPart(each)}
          >
            {say(each)}
          </button>
        ))}
      </div>
    </>
  )
  return (
    <div className={styles.kernel}>
      {part === 'rules' ? (
        <Rules
          key={`${node} ${looked?.filter ?? ''}`}
          node={node}
          first={looked?.filter}
          lead={lead}
        />
      ) : (
        <Flows key={node} node={node} lead={lead} />
      )}
    </div>
  )
}
