import type { Call } from '../command'
import { failed } from '../errors'
import { goJson, isList, isObject, type Json, type JsonObject } from '../json'
import type { ObjectPrinter } from './formats'
import { goSyntax, goText } from './go-value'
import { prettyJson, sorted } from './json'
import { findResults } from './jsonpath/evaluate'
import { PathError, type PathNode, parsePath } from './jsonpath/parse'

/** Prints with a JSONPath template: `-o jsonpath=`, `jsonpath-as-json=`, `jsonpath-file=`. */
export function jsonPathPrinter(call: Call, name: string, argument: string): ObjectPrinter {
  if (argument === '') {
    throw failed('template format specified but no template given')
  }
  const template = name === 'jsonpath-file' ? fileText(call, argument) : argument
  const nodes = parsed(template)
  const allowMissingKeys = call.flags.bool('allow-missing-template-keys')
  const asJson = name === 'jsonpath-as-json'
  return (object) => {
    try {
      const results = findResults(nodes, object, { allowMissingKeys })
      return results.map((values) => valuesText(values, asJson)).join('')
    } catch (error) {
      if (!(error instanceof PathError)) throw error
      throw failed(executionError(template, error.message, object))
    }
  }
}

/** A file that a format names. */
export function fileText({ world }: Call, path: string, what = '--template'): string {
  const text = world.files.read(path)
  if (text === undefined) {
    throw failed(`error reading ${what} ${path}, open ${path}: no such file or directory`)
  }
  return text
}

function parsed(template: string): readonly PathNode[] {
  try {
    return parsePath(template)
  } catch (error) {
    if (!(error instanceof PathError)) throw error
    throw failed(`error parsing jsonpath ${template}, ${error.message}`)
  }
}

function valuesText(values: readonly Json[], asJson: boolean): string {
  if (asJson) return prettyJson(sorted(values))
  return values
    .map((each) => (isObject(each) || isList(each) ? goJson(each) : goText(each)))
    .join(' ')
}

const executionError = (template: string, why: string, object: JsonObject): string =>
  `error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${why}. ` +
  'Printing more information for debugging the template:\n\ttemplate was:\n\t\t' +
  `${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n`
