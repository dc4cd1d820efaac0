import { type RefObject, useEffect, useState } from 'react'
import { engineVersion } from '../../../scenarios/scenario'
import { Button } from '../../controls'
import { copyText } from '../../controls/copy-text'
import { cutFor } from './cuts'
import { pageAddress } from './page-address'
import styles from './share.module.css'
import { useShareSay } from './texts'

/** The link, which has been copied by the time that it is seen. */
export function LinkPart({
  hash,
  field,
  onFile,
  onWithoutPast,
}: {
  readonly hash: string | undefined
  readonly field: RefObject<HTMLInputElement | null>
  readonly onFile: () => void
  /** Leaves out what was done, if that is in the link. */
  readonly onWithoutPast: (() => void) | undefined
}) {
  const say = useShareSay()
  const link = hash === undefined ? undefined : pageAddress(location.href, hash)
  const [copied, setCopied] = useState<string>()
  const copy = async (text: string) => setCopied((await copyText(text)) ? text : undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another link is copied when asked for
  useEffect(() => {
    if (link !== undefined) void copy(link)
    field.current?.select()
  }, [])
  if (link === undefined) return <p role="alert">{say('tooLarge')}</p>
  const cut = cutFor(link.length)
  return (
    <>
      <p role="status">{say(copied === link ? 'copied' : 'byHand')}</p>
      <div className={styles.line}>
        <input
          ref={field}
          className={styles.link}
          aria-label={say('link')}
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <Button icon="copy" onClick={() => void copy(link)}>
          {say('copy')}
        </Button>
      </div>
      <p className={styles.length} data-cut={cut}>
        {say('lengthBy', { count: link.length, version: engineVersion })}
        {cut ? (
          <>
            {'. '}
            {say(`cut.${cut}`)}
            {onWithoutPast ? (
              <button type="button" className="lead" onClick={onWithoutPast}>
                {say('withoutPast')}
              </button>
            ) : null}{' '}
            <button type="button" className="lead" onClick={onFile}>
              {say('fileInstead')}
            </button>
          </>
        ) : null}
      </p>
    </>
  )
}
