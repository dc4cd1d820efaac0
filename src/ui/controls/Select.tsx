import styles from './controls.module.css'

/** One of a few values, as the system's own list: on a phone, the system's wheel. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  onNear,
  mono = false,
}: {
  readonly label: string
  readonly value: Value
  readonly options: readonly (readonly [value: Value, text: string])[]
  readonly onChange: (value: Value) => void
  /** Somebody is about to choose. */
  readonly onNear?: () => void
  readonly mono?: boolean
}) {
  return (
    <select
      className={mono ? `${styles.select} ${styles.mono}` : styles.select}
      aria-label={label}
      value={value}
      onPointerEnter={onNear}
      onFocus={onNear}
      onChange={(event) => {
        const found = options.find(([each]) => each === event.target.value)
        if (found) onChange(found[0])
      }}
    >
      {options.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  )
}
