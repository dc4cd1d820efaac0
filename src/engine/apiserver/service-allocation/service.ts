import { type FieldError, invalidObject } from '../../api/field-error'
import { type ObjectOf, resourceOf } from '../../resources'
import type { ServerEnvironment } from '../environment'

/** What is allocated for. */
export type Service = ObjectOf<'Service'>

/** What an allocator is told besides the Service. */
export interface ServiceContext {
  readonly env: ServerEnvironment
  readonly previous: Service | undefined
}

/** Refuses a Service for one field, alone. */
export function refuse(service: Service, error: FieldError): never {
  throw invalidObject(resourceOf('Service'), service.metadata.name, [error])
}
