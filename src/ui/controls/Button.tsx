import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './controls.module.css'
import { Icon, type IconName } from './Icon'

type Attributes = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'children'>

/** A button that says what it does. */
export function Button({
  icon,
  tone = 'plain',
  className,
  children,
  ...rest
}: Attributes & {
  readonly icon?: IconName
  readonly tone?: 'plain' | 'quiet' | 'main' | 'grave'
  readonly children: ReactNode
}) {
  const classes = [styles.button, styles[tone], className].filter(Boolean).join(' ')
  return (
    <button type="button" className={classes} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  )
}

/**
 * A button that is a drawing; its name is heard, and shown when the pointer rests on it. While it
 * can do nothing it keeps the focus all the same: pressing it is often what left nothing to do.
 */
export function IconButton({
  icon,
  label,
  tip = 'below',
  className,
  disabled = false,
  onClick,
  ...rest
}: Attributes & {
  readonly icon: IconName
  readonly label: string
  readonly tip?: 'below' | 'above' | 'right' | 'end'
}) {
  const classes = [styles.iconButton, className].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      className={classes}
      aria-label={label}
      data-tip={label}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
      {...rest}
      data-tip-at={tip}
    >
      <Icon name={icon} />
    </button>
  )
}
