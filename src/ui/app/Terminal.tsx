import { useCallback, useState } from 'react'
import { late } from '../controls'
import type { AskedText } from '../editor/TextDialog'

const ConsolePane = late(async () => (await import('../console/ConsolePane')).ConsolePane)
const TextDialog = late(async () => (await import('../editor/TextDialog')).TextDialog)

/** The terminals, and the editor for what they want edited. */
export function Terminal({ wanted }: { readonly wanted: number }) {
  const [asked, setAsked] = useState<AskedText>()
  const edit = useCallback(
    (name: string, text: string) =>
      new Promise<string>((answer) => {
        const done = (edited: string) => {
          setAsked(undefined)
          answer(edited)
        }
        setAsked({ name, text, answer: done })
      }),
    [],
  )
  return (
    <>
      <ConsolePane edit={edit} wanted={wanted} />
      {asked ? <TextDialog asked={asked} /> : null}
    </>
  )
}
