import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { useSay } from '../i18n'
import styles from './controls.module.css'

/**
 * A part of the page that is fetched when it is first shown. When that fails (no network, or a
 * newer page in the same place), its own place says so, and the rest of the page stays.
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { meanwhile, failed = <Failed /> }: { meanwhile?: ReactNode; failed?: ReactNode } = {},
): (props: Props) => ReactNode {
  const Part = lazy(async () => ({ default: await load() })) as ComponentType<Props>
  return (props) => (
    <Guard failed={failed}>
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    </Guard>
  )
}

interface GuardProps {
  readonly failed: ReactNode
  readonly children: ReactNode
}

/** React has no other way to hear of it. */
class Guard extends Component<GuardProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.failed : this.props.children
  }
}

function Failed() {
  const say = useSay()
  return (
    <p className={styles.failed} role="alert">
      {say('late.failed')}
    </p>
  )
}
