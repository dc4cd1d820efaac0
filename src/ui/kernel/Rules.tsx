import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { RulesPage, RuleView } from '../../engine/api/kernel'
import { IconButton, Select } from '../controls'
import { useShared } from '../store'
import { CopyText } from './CopyText'
import { FilterBox } from './FilterBox'
import styles from './kernel.module.css'
import { ProxyState } from './ProxyState'
import { RuleList, type RuleListHandle } from './RuleList'
import { commands, useKernelSay } from './texts'
import { usePage } from './use-page'
import { windowAt } from './window'

const { limit } = windowAt(0, 1)

/** A place in the list that a jump was followed from. */
interface Place {
  readonly filter: string
  readonly top: number
}

/** What kube-proxy has written on a node, in the words of the program that prints it. */
export function Rules({
  node,
  first = '',
  lead,
}: {
  readonly node: string
  /** The filter that one begins with. */
  readonly first?: string | undefined
  /** What stands before the tools. */
  readonly lead: ReactNode
}) {
  const say = useKernelSay()
  const [wanted, setWanted] = useState<RuleView>()
  const [filter, setFilter] = useState(first)
  const [offset, setOffset] = useState(0)
  const [group, setGroup] = useState<string>()
  const [left, setLeft] = useState<readonly Place[]>([])
  const [flashed, setFlashed] = useState<number>()
  const list = useRef<RuleListHandle>(null)
  const selected = useShared((state) => state.selected)
  const service = selected?.startsWith('service/') ? selected.slice('service/'.length) : undefined
  const query = {
    filter,
    limit: String(limit),
    offset: String(offset),
    ...(wanted && { view: wanted }),
    ...(group === undefined ? undefined : { group }),
  }
  const { page, asked } = usePage<RulesPage>(node, 'rules', query)

  // Whoever follows a jump is led to the chain as soon as its lines have come.
  useEffect(() => {
    if (group === undefined || asked === '' || !page) return
    setGroup(undefined)
    if (page.at === undefined) return
    list.current?.scrollTo(page.at)
    setOffset(page.offset)
    setFlashed(page.rows[page.at - page.offset]?.number)
  }, [group, asked, page])

  const follow = (target: string) => {
    setLeft([...left, { filter, top: list.current?.top ?? 0 }])
    setFilter('')
    // A set of ipset's is printed by another program.
    if (page?.mode === 'ipvs') setWanted(target.startsWith('@') ? 'ipset' : 'iptables')
    setGroup(target)
  }
  const goBack = () => {
    const place = left.at(-1)
    if (!place) return
    setLeft(left.slice(0, -1))
    setFilter(place.filter)
    setFlashed(undefined)
    requestAnimationFrame(() => list.current?.scrollTo(place.top + 2))
  }
  if (!page) return null
  const { view, views, lines, matching } = page
  return (
    <>
      <div className={styles.tools}>
        {lead}
        <Select
          label={say('view')}
          value={view}
          mono
          options={views.map((each) => [each, commands[each]] as const)}
          onChange={(chosen) => {
            setWanted(chosen)
            setLeft([])
          }}
        />
        <FilterBox value={filter} label={say('filter')} onChange={setFilter} />
        <span className={styles.count} role="status">
          {filter === ''
            ? say('lines', { count: lines })
            : say('matching', { count: matching, all: lines })}
        </span>
        <ProxyState proxy={page.proxy} />
        <span className={styles.end}>
          <IconButton
            icon="undo"
            tip="above"
            label={say('back')}
            disabled={left.length === 0}
            onClick={goBack}
          />
          <CopyText node={node} what="rules" view={view} />
        </span>
      </div>
      {matching === 0 ? (
        <p className={styles.empty}>{say(filter === '' ? 'noRules' : 'nothing')}</p>
      ) : (
        <RuleList
          ref={list}
          page={page}
          label={say('list', { node, view: commands[view] })}
          service={service}
          flashed={flashed}
          onWindow={setOffset}
          onFollow={follow}
        />
      )}
    </>
  )
}
