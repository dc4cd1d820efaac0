import { useState } from 'react'
import type { TraceRequest } from '../../../engine/api/trace'
import { Button, Select } from '../../controls'
import { useSay } from '../../i18n'
import { laptop, sourceFrom, sourcesIn, sourceText, useActions, usePlayground } from '../../store'
import styles from './trace.module.css'
import { useWord } from './use-word'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** From where, to what, and how. */
export function TraceForm() {
  const say = useSay()
  const word = useWord()
  const playground = usePlayground()
  const { sendByHand, tryOut } = useActions()
  const [first] = useState(() => beginning(playground.getState()))
  const [from, setFrom] = useState(first.from)
  const [to, setTo] = useState(first.to)
  const [method, setMethod] = useState<string>(first.method)
  const { summaries } = playground.getState().picture
  const request = (): TraceRequest => requestOf(from, to, method)
  const send = () => {
    if (to.trim() !== '') void sendByHand(request(), `${method} ${to.trim()}`)
  }
  const places = sourcesIn(summaries, from).filter((each) => each !== 'outside')
  const sources = [...new Set([laptop, ...places])]
  const named = (source: string): string =>
    source === laptop ? say('laptop') : source.replace('pod/default/', 'pod/')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className={styles.row}>
        <span aria-hidden="true">{word('from')}</span>
        <Select
          mono
          label={word('from')}
          value={from}
          options={sources.map((source) => [source, named(source)] as const)}
          onChange={setFrom}
        />
      </div>
      <div className={styles.row}>
        <span aria-hidden="true">{word('to')}</span>
        <input
          className={styles.to}
          aria-label={word('to')}
          placeholder={word('hint')}
          spellCheck={false}
          maxLength={2048}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <div className={styles.last}>
        <Select
          mono
          label={word('method')}
          value={method}
          options={methods.map((each) => [each, each] as const)}
          onChange={setMethod}
        />
        <Button tone="quiet" tip={word('tryLong')} onClick={() => void tryOut(request())}>
          {word('try')}
        </Button>
        <Button tone="main" onClick={send}>
          {word('send')}
        </Button>
      </div>
    </form>
  )
}

function requestOf(from: string, to: string, method: string): TraceRequest {
  const source = from === laptop ? ({ type: laptop } as const) : sourceFrom(from)
  return { from: source, to: to.trim(), ...(method === 'GET' ? {} : { method }) }
}

type State = ReturnType<ReturnType<typeof usePlayground>['getState']>

// What was asked for last, else what the first client does.
function beginning({ followed, composed, scenario, picture }: State) {
  const request = followed?.request ?? composed
  const [client] = scenario.traffic
  const pod = [...picture.summaries.values()].find((each) => each.type === 'pod' && !each.system)
  const source = request?.from ?? client?.from ?? sourceFrom(pod?.id ?? 'node/node-1')
  return {
    from: source.type === laptop || source.type === 'outside' ? laptop : sourceText(source),
    to: request?.to ?? client?.url ?? 'http://',
    method: request?.method ?? 'GET',
  }
}
