import { useEffect, useState } from 'react'
import { Button, Tip } from '../controls'
import type { ToldLine } from '../fields/told-lines'
import { useLocale } from '../i18n'
import { useActions, usePlayground } from '../store'
import styles from './lesson.module.css'
import { useLessonSay } from './texts'

/** An object of a text: its fields are explained, line by line if wanted; it goes into the pane. */
export function YamlBlock({ text }: { readonly text: string }) {
  const say = useLessonSay()
  const { getState } = usePlayground()
  const { setManifest, reveal } = useActions()
  const told = useToldLines(text)
  const lines = text.split('\n')
  const [shown, setShown] = useState<number>()
  const isBuilt = shown === undefined
  const put = () => {
    const before = getState().scenario.manifest.trimEnd()
    const joined = before === '' ? `${text}\n` : `${before}\n---\n${text}\n`
    setManifest(joined)
    reveal({ line: before === '' ? 1 : before.split('\n').length + 2 })
  }
  const latest = isBuilt ? undefined : told[shown - 1]
  return (
    <div className={styles.yaml}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it */}
      <pre tabIndex={0} style={{ minHeight: lines.length * lineHeight + 16 }}>
        {lines.slice(0, shown).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text's lines stay where they are
          <span key={index} data-latest={index + 1 === shown || undefined}>
            <Line line={line} told={told[index]} />
            {'\n'}
          </span>
        ))}
      </pre>
      {isBuilt ? null : (
        <p role="status" className={styles.toldLine}>
          {latest ? <Told line={lines[shown - 1] ?? ''} told={latest} /> : say('listItem')}
        </p>
      )}
      <div className={styles.yamlButtons}>
        {isBuilt ? (
          <Button tone="quiet" onClick={() => setShown(1)}>
            {say('lineByLine')}
          </Button>
        ) : (
          <>
            <Button onClick={() => setShown(shown < lines.length ? shown + 1 : undefined)}>
              {say(shown < lines.length ? 'nextLine' : 'builtUp')}
            </Button>
            <Button tone="quiet" onClick={() => setShown(undefined)}>
              {say('allLines')}
            </Button>
          </>
        )}
        <Button tone="quiet" onClick={put}>
          {say('intoPane')}
        </Button>
      </div>
    </div>
  )
}

/** Of the styles, in pixels: what is built up moves nothing below it. */
const lineHeight = 18

/** A line whose field says what it is to who points at it; the keyboard goes line by line. */
function Line({ line, told }: { readonly line: string; readonly told: ToldLine | undefined }) {
  if (!told?.doc) return line
  const { from, to, shape, doc, valueDoc } = told
  const text = [shape, doc, valueDoc].filter(Boolean).join(' · ')
  return (
    <>
      {line.slice(0, from)}
      <Tip text={text} onPress>
        <button type="button" tabIndex={-1} className={styles.field}>
          {line.slice(from, to)}
        </button>
      </Tip>
      {line.slice(to)}
    </>
  )
}

function Told({ line, told }: { readonly line: string; readonly told: ToldLine }) {
  const { from, to, shape, doc, valueDoc } = told
  return (
    <>
      <code>{line.slice(from, to)}</code> <span className={styles.faint}>{shape}</span>
      <br />
      {doc}
      {valueDoc ? (
        <>
          <br />
          {valueDoc}
        </>
      ) : null}
    </>
  )
}

/** What is known of each line, once the API server has said what kinds are made of. */
function useToldLines(text: string): readonly (ToldLine | undefined)[] {
  const { client } = usePlayground()
  const locale = useLocale()
  const [told, setTold] = useState<readonly (ToldLine | undefined)[]>([])
  useEffect(() => {
    let wanted = true
    const tell = async () => {
      const { tellLines } = await import('../fields/told-lines')
      const found = await tellLines(client, text, locale)
      if (wanted) setTold(found)
    }
    void tell().catch(() => undefined) // then it is a text like others
    return () => {
      wanted = false
    }
  }, [client, text, locale])
  return told
}
