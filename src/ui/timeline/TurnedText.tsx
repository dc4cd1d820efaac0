import type { Turned } from '../../host/protocol'
import { ownTexts, passedText, useLocale } from '../i18n'

const en = {
  undone: 'Undone: {label}.',
  redone: 'Done again: {label}.',
  back: 'The clock went back {span}.',
  on: 'The clock went on {span}.',
  'undone.more': 'Undone, with {count} later ones: {label}.',
  'redone.more': 'Done again, with {count} later ones: {label}.',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  undone: '已撤销：{label}。',
  redone: '已重做：{label}。',
  back: '时钟后退了 {span}。',
  on: '时钟前进了 {span}。',
  'undone.more': '已撤销：{label}，以及之后的 {count} 项。',
  'redone.more': '已重做：{label}，以及之后的 {count} 项。',
}

const says = ownTexts(en, zh)

/** What was undone or done again, and what that did to the clock. */
export function TurnedText({ turned: { how, changes, from, to } }: { readonly turned: Turned }) {
  const locale = useLocale()
  const say = says[locale]
  const [first, ...later] = changes
  const label = first?.label ?? ''
  const span = passedText(Math.abs(to - from), locale)
  return (
    <p>
      <span>
        {later.length > 0
          ? say(`${how}.more`, { label, count: later.length })
          : say(how, { label })}
      </span>{' '}
      <span>{from === to ? '' : say(to < from ? 'back' : 'on', { span })}</span>
    </p>
  )
}
