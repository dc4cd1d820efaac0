import { useRef, useState } from 'react'
import type { Traffic } from '../../engine/api/traffic'
import { scenarioLimits } from '../../scenarios/limits'
import { IconButton, Select, useInSight } from '../controls'
import { useSay } from '../i18n'
import { sourceFrom, sourcesIn, sourceText, useCalm, usePlayground } from '../store'
import { Outcomes } from './Outcomes'
import { boundsOf, type NumberField, readNumber } from './sources'
import styles from './traffic.module.css'

/** One client: all of it can be changed where it stands; below it, what became of its requests. */
export function ClientRow({
  traffic,
  crowded,
  taken,
  onChange,
  onRemove,
}: {
  readonly traffic: Traffic
  /** Whether there are so many that not all of them can be followed. */
  readonly crowded: boolean
  readonly taken: (name: string) => boolean
  readonly onChange: (changed: Partial<Traffic>) => void
  readonly onRemove: () => void
}) {
  const say = useSay()
  const ref = useRef<HTMLTableSectionElement>(null)
  const inSight = useInSight(ref)
  const { name } = traffic
  const isName = (text: string) => /^[a-z\d][a-z\d-]{0,62}$/.test(text) && !taken(text)
  const isUrl = (text: string) => text.trim() !== '' && text.length <= scenarioLimits.url
  return (
    <tbody ref={ref}>
      <tr>
        <td data-label={say('traffic.name')}>
          <Text
            label={say('traffic.name')}
            value={name}
            isValid={isName}
            onChange={(given) => onChange({ name: given })}
          />
        </td>
        <td data-label={say('traffic.from')}>
          <From traffic={traffic} onChange={onChange} />
        </td>
        <td className={styles.wideCell} data-label={say('traffic.url')}>
          <Text
            label={say('traffic.url')}
            value={traffic.url}
            isValid={isUrl}
            onChange={(url) => onChange({ url })}
          />
        </td>
        {(['ratePerSecond', 'concurrency'] as const).map((field) => (
          <td key={field} data-label={say(figureTexts[field])}>
            <Figure field={field} traffic={traffic} onChange={onChange} />
          </td>
        ))}
        <td className={styles.use} data-label={say('traffic.keepAlive')}>
          <Connections traffic={traffic} onChange={onChange} />
        </td>
        <td data-label={say('traffic.timeout')}>
          <Figure field="timeoutSeconds" traffic={traffic} onChange={onChange} />
        </td>
        <td>
          <IconButton icon="bin" label={say('traffic.remove', { name })} onClick={onRemove} />
        </td>
      </tr>
      <tr>
        <td colSpan={8} className={styles.outcomeCell}>
          <Outcomes client={`client/${name}`} held={crowded && !inSight} />
        </td>
      </tr>
    </tbody>
  )
}

interface CellProps {
  readonly traffic: Traffic
  readonly onChange: (changed: Partial<Traffic>) => void
}

/** Sources that are listed before anybody asks for them. */
const listedAtOnce = 40

function From({ traffic, onChange }: CellProps) {
  const say = useSay()
  const playground = usePlayground()
  const chosen = sourceText(traffic.from)
  useCalm(({ picture }) => picture.shape, { millis: 1_000 }) // who is there
  const [near, setNear] = useState(false)
  const { summaries } = playground.getState().picture
  const all = sourcesIn(summaries, chosen)
  // Hundreds of Pods, once for each client, are listed when somebody comes to choose.
  const listed = near || all.length <= listedAtOnce ? all : [chosen]
  const options = listed.map(
    (source) => [source, source === 'outside' ? say('traffic.outside') : shortly(source)] as const,
  )
  return (
    <Select
      mono
      onNear={() => setNear(true)}
      label={say('traffic.from')}
      value={chosen}
      options={options}
      onChange={(source) => onChange({ from: sourceFrom(source) })}
    />
  )
}

/** A connection for each request, or one for many. */
function Connections({ traffic: { keepAlive, multiplexed }, onChange }: CellProps) {
  const say = useSay()
  const use = multiplexed ? 'multiplexed' : keepAlive ? 'keep-alive' : 'new'
  return (
    <Select
      label={say('traffic.keepAlive')}
      value={use}
      options={(['new', 'keep-alive', 'multiplexed'] as const).map(
        (each) => [each, say(`connections.${each}`)] as const,
      )}
      onChange={(chosen) =>
        onChange({ keepAlive: chosen !== 'new', multiplexed: chosen === 'multiplexed' })
      }
    />
  )
}

/** Everybody knows the default namespace. */
const shortly = (source: string): string => source.replace('pod/default/', 'pod/')

const figureTexts = {
  ratePerSecond: 'traffic.rate',
  concurrency: 'traffic.concurrency',
  timeoutSeconds: 'traffic.timeout',
} as const

function Figure({ field, traffic, onChange }: CellProps & { readonly field: NumberField }) {
  const say = useSay()
  const [least, most] = boundsOf(field)
  return (
    <Text
      short
      label={say(figureTexts[field])}
      title={`${least} – ${most}`}
      value={String(traffic[field])}
      isValid={(text) => readNumber(field, text) !== undefined}
      onChange={(text) => onChange({ [field]: readNumber(field, text) ?? traffic[field] })}
    />
  )
}

/** A field that takes effect when it is left, or on Enter; what is not valid is not taken. */
function Text({
  label,
  title,
  value,
  isValid,
  onChange,
  short = false,
}: {
  readonly label: string
  readonly title?: string
  readonly value: string
  readonly isValid: (text: string) => boolean
  readonly onChange: (text: string) => void
  readonly short?: boolean
}) {
  const [typed, setTyped] = useState<string>()
  const wrong = typed !== undefined && !isValid(typed)
  const settle = () => {
    if (typed !== undefined && typed !== value && isValid(typed)) onChange(typed)
    setTyped(undefined)
  }
  return (
    <input
      className={short ? `${styles.field} ${styles.short}` : styles.field}
      aria-label={label}
      aria-invalid={wrong}
      title={title}
      inputMode={short ? 'decimal' : 'text'}
      spellCheck={false}
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
        if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
