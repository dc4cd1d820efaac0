import { TurnedNote } from '../timeline/TurnedNote'
import { ProxyNote } from './ProxyNote'

/** What is said over the picture, calmly, while it concerns somebody. */
export function Notes() {
  return (
    <>
      <TurnedNote />
      <ProxyNote />
    </>
  )
}
