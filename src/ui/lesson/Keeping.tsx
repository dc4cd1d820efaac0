import { useRef, useState } from 'react'
import { Button } from '../controls'
import styles from './lesson.module.css'
import { forget, progressStore, progressText, readProgress, restore } from './progress'
import { useLessonSay } from './texts'

const fileName = 'lesson-progress.json'
const mostBytes = 200_000

/** Progress as a file, from a file, and gone. */
export function Keeping() {
  const say = useLessonSay()
  const [said, setSaid] = useState<'badFile' | 'restored'>()
  const [isSure, setSure] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    if (!file) return
    const steps = file.size > mostBytes ? undefined : readProgress(await file.text())
    if (steps) restore(steps)
    setSaid(steps ? 'restored' : 'badFile')
  }
  return (
    <section className={styles.keeping}>
      <Button tone="quiet" onClick={save}>
        {say('export')}
      </Button>
      <Button tone="quiet" onClick={() => chooser.current?.click()}>
        {say('import')}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={({ target }) => {
          void read(target.files?.[0])
          target.value = ''
        }}
      />
      {isSure ? (
        <>
          <Button
            tone="grave"
            onClick={() => {
              forget()
              setSure(false)
            }}
          >
            {say('forgetSure')}
          </Button>
          <Button tone="quiet" onClick={() => setSure(false)}>
            {say('keep')}
          </Button>
        </>
      ) : (
        <Button tone="quiet" onClick={() => setSure(true)}>
          {say('forget')}
        </Button>
      )}
      <p role="status">{said ? say(said) : ''}</p>
    </section>
  )
}

function save(): void {
  const text = progressText(progressStore.getState().steps)
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName })
  link.click()
  URL.revokeObjectURL(url)
}
