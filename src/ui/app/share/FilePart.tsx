import { scenarioFile } from '../../../scenarios/file'
import { presetOf } from '../../../scenarios/presets'
import type { Scenario } from '../../../scenarios/scenario'
import { Button } from '../../controls'
import styles from './share.module.css'
import { useShareSay } from './texts'

/** The scenario as a file. */
export function FilePart({
  scenario,
  past,
}: {
  readonly scenario: Scenario
  readonly past: string | undefined
}) {
  const say = useShareSay()
  const name = `${presetOf(scenario.manifest)?.id ?? 'playground'}.yaml`
  const text = scenarioFile(scenario, past)
  if (text === undefined) return <p role="alert">{say('failed')}</p>
  return (
    <>
      <p>{say('fileHow')}</p>
      <div className={styles.line}>
        <Button tone="main" onClick={() => download(name, text)}>
          {say('download', { name })}
        </Button>
        <span className={styles.length}>{say('length', { count: text.length })}</span>
      </div>
    </>
  )
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
