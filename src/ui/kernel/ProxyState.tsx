import type { ProxyView } from '../../engine/api/kernel'
import styles from './kernel.module.css'
import { useKernelSay } from './texts'

/** Says what is not as it should be between a node's rules and what there is; mostly nothing. */
export function ProxyState({ proxy }: { readonly proxy: ProxyView }) {
  const say = useKernelSay()
  const { isRunning, unseen, pending, isTouched } = proxy
  const words = [
    ...(isRunning ? [] : [say('notRunning')]),
    ...(unseen > 0 ? [say('unseen', { count: unseen })] : []),
    ...(pending > 0 ? [say('pending', { count: pending })] : []),
    ...(isTouched ? [say('touched')] : []),
  ]
  return (
    <span className={styles.proxy} role="status">
      {words.join(' ')}
    </span>
  )
}
