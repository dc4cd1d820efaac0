import type { PacketEnds } from '../../../engine/api/kernel'
import type { Pass, RuleTrace } from '../../../engine/api/trace'
import { Field } from '../../why'
import inspector from '../inspector.module.css'
import styles from './trace.module.css'
import { useWord } from './use-word'

const textOf = ({ source, sourcePort, destination, destinationPort }: PacketEnds): string =>
  `${source}:${sourcePort} → ${destination}:${destinationPort}`

/** A packet's way from node to node, rule by rule. */
export function PacketWay({
  passes,
  current,
}: {
  readonly passes: readonly Pass[]
  /** The one that the picture shows. */
  readonly current: number | undefined
}) {
  return (
    <ol className={styles.passes}>
      {passes.map((pass, at) => (
        <li key={pass.node} data-current={at === current}>
          <PassOf pass={pass} />
        </li>
      ))}
    </ol>
  )
}

function PassOf({ pass }: { readonly pass: Pass }) {
  const word = useWord()
  const { node, state, rules, arrived, left, tracked } = pass
  const matched = rules.filter((rule) => rule.matched).length
  const [before, after] = [textOf(arrived), textOf(left)]
  return (
    <>
      <p>
        <b>{node}</b> <span className={inspector.faint}>{word(state)}</span>
      </p>
      {before === after ? null : (
        <>
          <p>{word(becomes(pass))}</p>
          <p className={styles.became}>
            <code>{before}</code>
            <code>{after}</code>
          </p>
        </>
      )}
      {tracked ? (
        <p className={styles.tracked}>
          {word('tracked')} <code>{textOf(tracked.original)}</code> {word('expects')}{' '}
          <code>{textOf(tracked.reply)}</code>
        </p>
      ) : null}
      {rules.length > 0 ? (
        <details className={styles.rules} open={rules.some(({ does }) => isDecisive(does))}>
          <summary>{word('rules', { matched, count: rules.length })}</summary>
          <ol>
            {rules.map((rule, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a trace never changes
              <Rule key={index} rule={rule} />
            ))}
          </ol>
        </details>
      ) : null}
    </>
  )
}

/** What a node does to a packet's addresses, and by what. */
function becomes({ arrived, left, state }: Pass) {
  if (state !== 'new') return 'remembered'
  const isMasked = arrived.source !== left.source
  const isSent = arrived.destination !== left.destination
  if (isMasked && isSent) return 'both'
  return isMasked ? 'masked' : 'chosen'
}

const decisive = ['dnat', 'drop', 'reject']
const isDecisive = (does: string | undefined): boolean => decisive.includes(does ?? '')

function Rule({ rule }: { readonly rule: RuleTrace }) {
  const word = useWord()
  const { table, chain, number, of, depth, text, matched, draw, because } = rule
  return (
    <li data-matched={matched} style={{ paddingInlineStart: `${depth * 10}px` }}>
      <p className={styles.chain}>{`${matched ? '✓' : '·'} ${table} ${chain} ${number}/${of}`}</p>
      <code>{text}</code>
      {draw ? <span className={styles.draw}>{word('drew', { ...draw })}</span> : null}
      {because && matched ? <Field field={because} /> : null}
    </li>
  )
}
