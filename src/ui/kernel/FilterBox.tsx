import { IconButton } from '../controls'
import styles from './kernel.module.css'
import { useKernelSay } from './texts'

/** Words that lines must have; Escape takes them away. */
export function FilterBox({
  value,
  label,
  onChange,
}: {
  readonly value: string
  readonly label: string
  readonly onChange: (text: string) => void
}) {
  const say = useKernelSay()
  return (
    <span className={styles.filter}>
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          onChange('')
        }}
      />
      {value === '' ? null : (
        <IconButton icon="close" tip="above" label={say('clear')} onClick={() => onChange('')} />
      )}
    </span>
  )
}
