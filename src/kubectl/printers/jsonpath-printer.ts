import type { Call } from '../command'
import type { ObjectPrinter } from './formats'

/** Prints with a JSONPath template. */
export function jsonPathPrinter(_call: Call, _name: string, _argument: string): ObjectPrinter {
  return () => ''
}
