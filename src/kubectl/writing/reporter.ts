import type { Call } from '../command'
import type { JsonObject } from '../json'
import { formatOf, objectPrinter } from '../printers/formats'
import { sorted } from '../printers/json'
import { type Result, resultText, withoutManagedFields } from '../printers/result'
import { type DryRun, suffixOf } from './dry-run'

/** Prints what became of an object: `service/web created`, or the object with `-o`. */
export type Report = (operation: string, result: Result) => void

/**
 * A printer for all objects of one call; a format that is none is refused at once. Objects come
 * with the keys of a map, in order, unless `typed` says that a struct of Go's has made them.
 */
export function reporter(call: Call, dryRun: DryRun, { typed = false } = {}): Report {
  const format = formatOf(call)
  const { stdout } = call.world
  if (format.name === '' || format.name === 'name') {
    return (operation, result) =>
      stdout.write(resultText(call, operation + suffixOf(dryRun), result))
  }
  const print = objectPrinter(call)
  return (_, { object }) => {
    const shown = withoutManagedFields(call, object)
    stdout.write(print(typed ? shown : (sorted(shown) as JsonObject)))
  }
}
