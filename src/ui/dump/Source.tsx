import { useId } from 'react'
import { Button } from '../controls'
import styles from './dump.module.css'
import { fileText } from './file-text'
import { useDumpSay } from './texts'

/** What to ask a cluster for. */
const command = 'kubectl get all,ep,endpointslices,nodes,cm,netpol -A -o yaml'
/** A longer text is not put into a field, which would be slow. */
const shownLength = 300_000

/** Where the dump comes from: a field to paste into, and a file. */
export function Source({
  text,
  onText,
  onFile,
}: {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onFile: (text: string) => void
}) {
  const say = useDumpSay()
  const id = useId()
  return (
    <>
      <p className={styles.how}>
        {say('how')} <code>{command}</code>
      </p>
      <p className={styles.stays}>{say('stays')}</p>
      <div className={styles.source}>
        <label htmlFor={id}>{say('text')}</label>
        <label className={styles.file}>
          {say('file')}
          <input
            type="file"
            onChange={async ({ target }) => {
              const [file] = target.files ?? []
              if (file) onFile(await fileText(file))
            }}
          />
        </label>
      </div>
      {text.length > shownLength ? (
        <p className={styles.large}>
          {say('large', { size: Math.round(text.length / 1_000) })}
          <Button tone="quiet" onClick={() => onText('')}>
            {say('clear')}
          </Button>
        </p>
      ) : (
        <textarea
          id={id}
          className={styles.text}
          spellCheck={false}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </>
  )
}
