import type { BlockScope } from '../blocks'
import type { Usable } from '../endpoints'
import { isExternal, type ServicePort } from '../service-port'
import type { NftPortNames } from './names'

/** One Service port, with all that its chains depend on. */
export interface NftPort extends BlockScope {
  readonly port: ServicePort
  readonly names: NftPortNames
  readonly usable: Usable
}

/** Whether a Service port has a chain for what comes from outside. */
export const hasExternal = ({ port, usable }: NftPort): boolean => usable.some && isExternal(port)
