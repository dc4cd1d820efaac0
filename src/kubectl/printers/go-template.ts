import type { Call } from '../command'
import type { ObjectPrinter } from './formats'

/** Prints with a Go template. */
export function goTemplatePrinter(_call: Call, _name: string, _argument: string): ObjectPrinter {
  return () => ''
}
