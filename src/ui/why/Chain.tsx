import type { FieldRef } from '../../engine/api/object'
import type { WhyChain, WhyLink } from '../../engine/api/why'
import { passedText, useLocale } from '../i18n'
import { useShared } from '../store'
import { Field } from './Field'
import { Offers } from './Offers'
import { reasonText } from './texts'
import { useOfferSay } from './use-offer-say'
import styles from './why.module.css'

/** A causal chain: what is seen, and below it, link by link, why that is so. */
export function Chain({ links }: { readonly links: WhyChain }) {
  const say = useOfferSay()
  return (
    <ol className={styles.chain}>
      {links.map((link, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a link is known by its place
        <li key={`${at} ${link.code}`} data-code={link.code}>
          {at > 0 ? <span className={styles.because}>{say('because')}</span> : null}
          <Link link={link} shown={links[at - 1]?.field} />
        </li>
      ))}
    </ol>
  )
}

function Link({ link, shown }: { readonly link: WhyLink; readonly shown: FieldRef | undefined }) {
  const locale = useLocale()
  const { code, data, since, told, field } = link
  const isShown = JSON.stringify(field) === JSON.stringify(shown)
  return (
    <>
      <p>
        {reasonText(code, data, locale)}
        {since === undefined ? null : <Since since={since} />}
      </p>
      {told === undefined ? null : <code className={styles.told}>{told}</code>}
      {field && !isShown ? <Field field={field} /> : null}
      <Offers {...link} />
    </>
  )
}

/** How long it has been so, by the cluster's clock. */
export function Since({ since }: { readonly since: number }) {
  const say = useOfferSay()
  const locale = useLocale()
  const seconds = useShared(({ picture }) => Math.floor((picture.now - since) / 1_000_000))
  return (
    <span className={styles.since}>
      {' '}
      {say('since', { span: passedText(Math.max(seconds, 0) * 1_000_000, locale) })}
    </span>
  )
}
