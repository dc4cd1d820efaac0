import type { ComponentProps, ReactNode } from 'react'
import styles from './controls.module.css'
import { Icon, type IconName } from './Icon'
import { Tip, type TipSide } from './Tip'

type Attributes = Omit<ComponentProps<'button'>, 'type' | 'children' | 'title'>

/** A button that says what it does, and more when one stays on it. */
export function Button({
  icon,
  tone = 'plain',
  tip,
  className,
  children,
  ...rest
}: Attributes & {
  readonly icon?: IconName
  readonly tone?: 'plain' | 'quiet' | 'main' | 'grave'
  readonly tip?: string
  readonly children: ReactNode
}) {
  const classes = [styles.button, styles[tone], className].filter(Boolean).join(' ')
  const button = (
    <button type="button" className={classes} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  )
  return tip === undefined ? button : <Tip text={tip}>{button}</Tip>
}

/**
 * A button that is a drawing; its name is heard, and shown when one stays on it. While it
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
  readonly tip?: TipSide
}) {
  const classes = [styles.iconButton, className].filter(Boolean).join(' ')
  return (
    <Tip text={label} side={tip}>
      <Named
        className={classes}
        aria-label={label}
        aria-disabled={disabled || undefined}
        onClick={disabled ? undefined : onClick}
        {...rest}
      >
        <Icon name={icon} />
      </Named>
    </Tip>
  )
}

/** Its tip is its name: who hears the one has heard the other. */
function Named({ 'aria-describedby': _, ...rest }: ComponentProps<'button'>) {
  return <button type="button" {...rest} />
}
