import { Button } from '../controls'
import { useActions, usePlayground } from '../store'
import styles from './lesson.module.css'
import { useLessonSay } from './texts'

/** An object of a text, which can be put into the manifest. */
export function YamlBlock({ text }: { readonly text: string }) {
  const say = useLessonSay()
  const { getState } = usePlayground()
  const { setManifest, reveal } = useActions()
  const put = () => {
    const before = getState().scenario.manifest.trimEnd()
    const joined = before === '' ? `${text}\n` : `${before}\n---\n${text}\n`
    setManifest(joined)
    reveal({ line: before === '' ? 1 : before.split('\n').length + 2 })
  }
  return (
    <div className={styles.yaml}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it */}
      <pre tabIndex={0}>{text}</pre>
      <Button tone="quiet" onClick={put}>
        {say('intoPane')}
      </Button>
    </div>
  )
}
