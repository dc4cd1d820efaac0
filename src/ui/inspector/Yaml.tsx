import { stringify } from 'yaml'
import styles from './inspector.module.css'

/**
 * An object as kubectl prints it with `-o yaml`: without the bookkeeping of who wrote which field.
 */
export function Yaml({ object }: { readonly object: unknown }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it
    <pre className={styles.printed} tabIndex={0}>
      {stringify(withoutManagedFields(object), { lineWidth: 0 })}
    </pre>
  )
}

function withoutManagedFields(object: unknown): unknown {
  const { metadata, ...rest } = object as { metadata?: Readonly<Record<string, unknown>> }
  const { managedFields: _, ...kept } = metadata ?? {}
  const { apiVersion, kind, ...others } = rest as Readonly<Record<string, unknown>>
  return { apiVersion, kind, metadata: kept, ...others }
}
