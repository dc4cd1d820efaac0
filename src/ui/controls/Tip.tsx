import {
  type ComponentType,
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useState,
} from 'react'

/** On which side of it a tip stands. */
export type TipSide = 'below' | 'above' | 'right' | 'left'

/** A control, and what is to be said about it. */
export interface TipProps {
  readonly text: string
  readonly side?: TipSide | undefined
  /** Whether a press shows it, too: for what does nothing else when pressed. */
  readonly onPress?: boolean | undefined
  readonly children: ReactElement
}

const Late = createContext<ComponentType<TipProps> | undefined>(undefined)

/** Tips for all controls in it, once they are `wanted`: the first picture does without. */
export function Tips({
  wanted,
  children,
}: {
  readonly wanted: boolean
  readonly children: ReactNode
}) {
  const [tip, setTip] = useState<ComponentType<TipProps>>()
  useEffect(() => {
    if (!wanted) return
    const given = new AbortController()
    const fetch = async () => {
      const { RestingTip } = await import('./RestingTip')
      const give = () => {
        if (given.signal.aborted || isOnControl()) return
        given.abort()
        setTip(() => RestingTip)
      }
      // Controls are made anew with their tips: nobody may stand on one just then.
      addEventListener('focusout', () => setTimeout(give), { signal: given.signal })
      give()
    }
    void fetch().catch(() => undefined) // then there are none
    return () => given.abort()
  }, [wanted])
  return <Late value={tip}>{children}</Late>
}

const isOnControl = (): boolean => document.activeElement?.matches('button, input, label') === true

/**
 * Words about a control, for whom the pointer rests on it or the keyboard stands on it; Escape
 * puts them away, and screen readers hear them after its name.
 */
export function Tip({ children, ...said }: TipProps) {
  const Resting = useContext(Late)
  return Resting ? <Resting {...said}>{children}</Resting> : children
}
