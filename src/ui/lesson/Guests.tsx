import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { LessonFile } from '../../lessons/file/lesson-file'
import { Button, IconButton } from '../controls'
import { copyText } from '../controls/copy-text'
import { useActions, usePlayground, useShared } from '../store'
import { dismissGuest, guestStore, lessonLink, openLessonFile } from '../store/guests'
import styles from './lesson.module.css'
import { useLessonSay } from './texts'

/** More of a file is too long anyhow. */
const readBytes = 2_000_000

/** Lessons that come as files: to be opened, passed on, and taken away. */
export function Guests() {
  const say = useLessonSay()
  const playground = usePlayground()
  const files = useStore(guestStore, (state) => state.files)
  const chooser = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    if (file) await openLessonFile(playground, await file.slice(0, readBytes).text())
  }
  return (
    <section className={styles.keeping}>
      {files.map((file) => (
        <Guest key={file.lesson.id} file={file} />
      ))}
      <Button tone="quiet" onClick={() => chooser.current?.click()}>
        {say('openFile')}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept=".yaml,.yml"
        aria-label={say('openFile')}
        hidden
        onChange={({ target }) => {
          void read(target.files?.[0])
          target.value = ''
        }}
      />
    </section>
  )
}

function Guest({ file: { lesson } }: { readonly file: LessonFile }) {
  const say = useLessonSay()
  const { setView } = useActions()
  const here = useShared(({ scenario }) => scenario.view.lesson?.id === lesson.id)
  const [said, setSaid] = useState('')
  const [first] = lesson.steps
  const copy = async () => {
    const hash = first && lessonLink({ id: lesson.id, step: first.id })
    const link = hash && `${location.href.split('#')[0]}${hash}`
    const isCopied = link !== undefined && (await copyText(link))
    setSaid(isCopied ? say('linkCopied', { count: link.length }) : say('linkFailed'))
  }
  return (
    <div className={styles.guest}>
      <span>
        {lesson.id} <span className={styles.faint}>{say('fromFile')}</span>
      </span>
      <IconButton icon="share" label={say('copyLink')} onClick={() => void copy()} />
      <IconButton
        icon="bin"
        label={say('takeAway', { name: lesson.id })}
        onClick={() => {
          dismissGuest(lesson.id)
          if (here) setView({ lesson: undefined })
        }}
      />
      <span role="status" className={styles.faint}>
        {said}
      </span>
    </div>
  )
}
