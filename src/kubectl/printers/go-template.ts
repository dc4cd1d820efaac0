import type { Call } from '../command'
import { failed } from '../errors'
import type { JsonObject } from '../json'
import { goJson } from '../json'
import type { ObjectPrinter } from './formats'
import { goText } from './go-value'
import { fileText } from './jsonpath-printer'
import { ExecutionError, execute } from './template/evaluate'
import { TemplateError } from './template/lex'
import { parseTemplate, type TemplateNode } from './template/parse'

/** Prints with a Go template: `-o go-template=`, `-o template --template`, and their files. */
export function goTemplatePrinter(call: Call, name: string, argument: string): ObjectPrinter {
  if (argument === '') throw failed('template format specified but no template given')
  const template = name.endsWith('file') ? fileText(call, argument) : argument
  const nodes = parsed(template)
  const missing = call.flags.bool('allow-missing-template-keys') ? 'default' : 'error'
  return (object) => {
    try {
      return execute(nodes, object, missing)
    } catch (error) {
      if (!(error instanceof ExecutionError)) throw error
      call.world.stdout.write(explained(template, error.message, object))
      throw failed(`error executing template ${JSON.stringify(template)}: ${error.message}`)
    }
  }
}

function parsed(template: string): readonly TemplateNode[] {
  try {
    return parseTemplate(template)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw failed(
      `error parsing template ${template}, template: output:${error.line}: ${error.message}`,
    )
  }
}

// kubectl tells on standard output what it gave the template.
const explained = (template: string, why: string, object: JsonObject): string =>
  `Error executing template: ${why}. Printing more information for debugging the template:\n` +
  `\ttemplate was:\n\t\t${template}\n\traw data was:\n\t\t${goJson(object)}\n` +
  `\tobject given to template engine was:\n\t\t${goText(object)}\n\n`
