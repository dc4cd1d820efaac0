import { useSay } from '../i18n'
import type { Layout } from './layout/picture'
import styles from './lines.module.css'
import type { Line } from './ways/lines'
import { gateOf, labelAt } from './ways/tunnel'

/** What is said of port-forwards: from which port to which, and by whom they come in. */
export function Forwards({
  layout,
  lines,
}: {
  readonly layout: Layout
  readonly lines: readonly Line[]
}) {
  const say = useSay()
  const forwards = lines.filter(({ kind }) => kind === 'forwards')
  const gates = forwards.map(({ curves }) => gateOf(layout, curves))
  return (
    <>
      {forwards.map(({ id, ports, curves }, index) => {
        const { x, y } = labelAt(layout, curves)
        return (
          <span
            key={id}
            className={`${styles.end} ${styles.forward}`}
            title={say('line.forwards')}
            style={{ transform: `translate(${x + index * 104}px, ${y - 8}px)` }}
          >
            {ports ? `${ports.localPort} → ${ports.port}` : null}
          </span>
        )
      })}
      {[...new Map(gates.map((gate) => [gate?.x, gate])).values()].map((gate) =>
        gate ? (
          <span
            key={gate.x}
            className={`${styles.end} ${styles.gate}`}
            style={{ transform: `translate(${gate.x + 8}px, ${gate.y - 8}px) translateX(-100%)` }}
            aria-hidden="true"
          >
            API server
          </span>
        ) : null,
      )}
    </>
  )
}
