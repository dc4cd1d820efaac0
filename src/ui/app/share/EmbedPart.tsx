import { useState } from 'react'
import { Button } from '../../controls'
import { copyText } from '../../controls/copy-text'
import type { Shown } from './choices'
import { type EmbedChoices, embedCode } from './embed-code'
import styles from './share.module.css'
import { useShareSay } from './texts'

type Chosen = Omit<EmbedChoices, 'oneStep'>

const firstEmbed: Chosen = { code: 'iframe', height: 480, click: false, theme: 'host' }

/** What an embed begins with: something of the cluster as it is, or the lesson that is open. */
export type Embedded = Shown | 'step' | 'lesson'

/** Code that shows the scenario, or the lesson, in another page. */
export function EmbedPart({
  hash,
  hasLesson,
  shown,
  onShown,
  readOnly,
  onReadOnly,
}: {
  readonly hash: string | undefined
  readonly hasLesson: boolean
  readonly shown: Embedded
  readonly onShown: (shown: Embedded) => void
  readonly readOnly: boolean
  readonly onReadOnly: (readOnly: boolean) => void
}) {
  const say = useShareSay()
  const [embed, setEmbed] = useState(firstEmbed)
  const [copied, setCopied] = useState<string>()
  if (hash === undefined) return <p role="alert">{say('tooLarge')}</p>
  const code = embedCode(location.href, hash, { ...embed, oneStep: shown === 'step' })
  const isLesson = shown === 'step' || shown === 'lesson'
  const copy = async () => setCopied((await copyText(code)) ? code : undefined)
  return (
    <>
      <p>{say('embedHow')}</p>
      <div className={styles.embed}>
        <Choice
          label={say('code')}
          value={embed.code}
          options={{ iframe: say('iframe'), element: say('element') }}
          onChange={(code) => setEmbed({ ...embed, code })}
        />
        <Choice
          label={say('shown')}
          value={shown}
          options={{
            picture: say('shown.picture'),
            manifest: say('shown.manifest'),
            all: say('shown.all'),
            ...(hasLesson && { step: say('shown.step'), lesson: say('shown.lesson') }),
          }}
          onChange={onShown}
        />
        <Choice
          label={say('start')}
          value={embed.click ? 'click' : 'sight'}
          options={{ sight: say('start.sight'), click: say('start.click') }}
          onChange={(start) => setEmbed({ ...embed, click: start === 'click' })}
        />
        <Choice
          label={say('theme')}
          value={embed.theme}
          options={{ host: say('theme.host'), light: say('theme.light'), dark: say('theme.dark') }}
          onChange={(theme) => setEmbed({ ...embed, theme })}
        />
        <Choice
          label={say('height')}
          value={`${embed.height}`}
          options={{ '360': '360', '480': '480', '600': '600', '720': '720' }}
          onChange={(height) => setEmbed({ ...embed, height: Number(height) })}
        />
        {isLesson ? null : (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={readOnly}
              onChange={({ target }) => onReadOnly(target.checked)}
            />
            {say('readOnly')}
          </label>
        )}
      </div>
      <textarea
        className={styles.code}
        aria-label={say('codeLabel')}
        readOnly
        spellCheck={false}
        value={code}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.line}>
        <Button icon="copy" onClick={() => void copy()}>
          {say('copy')}
        </Button>
        <span className={styles.length}>{say('length', { count: code.length })}</span>
        <span role="status">{copied === code ? say('copiedCode') : ''}</span>
      </div>
    </>
  )
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: Value
  readonly options: Readonly<Partial<Record<Value, string>>>
  readonly onChange: (value: Value) => void
}) {
  return (
    <label>
      <span>{label}</span>
      <select
        className={styles.choose}
        value={value}
        onChange={({ target }) => onChange(target.value as Value)}
      >
        {(Object.entries(options) as [Value, string][]).map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
