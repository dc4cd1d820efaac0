import type { FieldRef } from '../../engine/api/object'
import { useActions } from '../store'
import styles from './why.module.css'

/** A field, to be seen in the manifest. */
export function Field({ field }: { readonly field: FieldRef }) {
  const { reveal } = useActions()
  return (
    <button type="button" className={`lead ${styles.field}`} onClick={() => reveal(field)}>
      {`${field.kind} ${field.key.name}: ${field.path}`}
    </button>
  )
}
