import { useEffect, useState } from 'react'
import { fetchFinder, type Glossary } from '../../lessons/glossary'
import { useLocale } from '../i18n'
import styles from './lesson.module.css'
import { useLessonSay } from './texts'

/** Every term, with what it means. */
export function Words() {
  const say = useLessonSay()
  const glossary = useGlossary()
  if (!glossary) return null
  return (
    <details className={`${styles.contents} ${styles.words}`}>
      <summary>
        <h2>{say('words')}</h2>
      </summary>
      <dl>
        {Object.entries(glossary.words).map(([id, { name, means }]) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function useGlossary(): Glossary | undefined {
  const locale = useLocale()
  const [found, setFound] = useState<Glossary>()
  useEffect(() => {
    let wanted = true
    const fetch = async () => {
      const { glossary } = await fetchFinder(locale)
      if (wanted) setFound(glossary)
    }
    void fetch().catch(() => undefined) // then the list is not there
    return () => {
      wanted = false
    }
  }, [locale])
  return found
}
