import type { ReactNode } from 'react'
import { type Playground, usePlayground } from '../store'
import { openStep } from './open-step'
import { Term } from './Term'

/** Other sites that a text may lead to. */
const isOutside = (href: string): boolean => /^https:\/\/[a-z0-9.-]+(\/|$)/i.test(href)

/**
 * A link in a text: to a thing in the picture, a part of the page, a step of a lesson, what a term
 * means, or another site. Whatever else it says, it is words.
 */
export function LinkTo({
  href = '',
  title = '',
  children,
}: {
  readonly href?: string | undefined
  readonly title?: string | undefined
  readonly children?: ReactNode
}) {
  const playground = usePlayground()
  if (href.startsWith('term:') && title !== '') return <Term means={title}>{children}</Term>
  const go = followed(href)
  if (go) {
    return (
      <button type="button" className="lead" onClick={() => go(playground)}>
        {children}
      </button>
    )
  }
  return isOutside(href) ? (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ) : (
    children
  )
}

/** What is not encoded as it should be is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function followed(href: string): ((playground: Playground) => void) | undefined {
  const [, scheme, rest = ''] = /^([a-z]+):(.*)$/s.exec(href) ?? []
  const [id = '', step = ''] = rest.split('/')
  switch (scheme) {
    case 'thing':
      return ({ actions }) => actions.select(decoded(rest))
    case 'tab':
      return ({ actions }) => actions.showTab(rest)
    case 'lesson':
      return (playground) => openStep(playground, { id, step })
    default:
      return undefined
  }
}
