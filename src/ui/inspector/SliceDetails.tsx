import { useSay } from '../i18n'
import { useShared } from '../store'
import { EndpointRows } from './EndpointRows'
import { EventsAndYaml } from './EventsAndYaml'
import styles from './inspector.module.css'
import { AskWhy, Fact, Facts, Part, Related } from './Parts'
import { useDetailsSay } from './texts'

/** An EndpointSlice: of which Service it is, and what it lists. */
export function SliceDetails({ id }: { readonly id: string }) {
  const say = useSay()
  const own = useDetailsSay()
  const slice = useShared(({ picture }) => picture.summaries.get(id))
  if (slice?.type !== 'slice') return null
  const { service, addressType, ports, endpoints, all } = slice
  const more = all - endpoints.length
  return (
    <>
      <Facts>
        <Fact word="Service">{service && <Related id={service} />}</Fact>
        <Fact word={own('type')}>{addressType}</Fact>
        <Fact word={own('ports')}>{ports.join(', ')}</Fact>
      </Facts>
      <Part title={`${own('endpoints')} · ${all}`}>
        {all === 0 ? <AskWhy id={id}>{say('slice.empty')}</AskWhy> : null}
        <ul className={styles.rows}>
          <EndpointRows endpoints={endpoints} />
        </ul>
        {more > 0 ? <p className={styles.faint}>{say('slice.more', { count: more })}</p> : null}
      </Part>
      <EventsAndYaml id={id} />
    </>
  )
}
