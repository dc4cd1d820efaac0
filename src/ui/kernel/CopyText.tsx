import { useEffect, useState } from 'react'
import { IconButton } from '../controls'
import { usePlayground } from '../store'
import styles from './kernel.module.css'
import { useKernelSay } from './texts'

/** Copies the whole text, as the program on the node would print it. */
export function CopyText({
  node,
  what,
  view,
}: {
  readonly node: string
  readonly what: 'rules' | 'flows'
  readonly view?: string
}) {
  const say = useKernelSay()
  const { client } = usePlayground()
  const [told, setTold] = useState('')
  useEffect(() => {
    if (told === '') return
    const timer = setTimeout(() => setTold(''), 2_500)
    return () => clearTimeout(timer)
  }, [told])
  const copy = async () => {
    const path = `/playground/v1/nodes/${node}/${what}/text`
    const response = await client.request({ method: 'GET', path, query: view ? { view } : {} })
    const { text } = ('body' in response ? response.body : {}) as { text?: string }
    if (text === undefined) {
      setTold(say('notRead'))
      return
    }
    try {
      await navigator.clipboard.writeText(text)
      setTold(say('copied'))
    } catch {
      setTold(say('notCopied'))
    }
  }
  return (
    <>
      <span className={styles.told} role="status">
        {told}
      </span>
      <IconButton icon="copy" label={say('copy')} onClick={() => void copy()} />
    </>
  )
}
