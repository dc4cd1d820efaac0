import { datesAt } from '../dates'
import { parseFlags, parsePort } from '../flags'
import { goResponse, pathOf } from '../http'
import type { System } from '../image'
import { defineProgram } from '../program'

/** Serves the container's whole file system, as Go's file server does. */
export const testWebserver = defineProgram<undefined>({
  start(system) {
    const { values, error } = parseFlags(system.argv.slice(2), { port: 'value' })
    const port = parsePort(values.port ?? '80')
    if (error !== undefined || port === undefined) {
      system.complain(`Error: ${error ?? `invalid argument "${values.port}" for "--port" flag`}\n`)
      system.exit(1)
    } else system.listen(port)
    return undefined
  },
  receive(memory, message, system) {
    if (message.type === 'signal') system.exit(2)
    if (message.type === 'request') {
      system.respond(message.id, page(pathOf(message.request), system))
    }
    return memory
  },
})

const HTML = 'text/html; charset=utf-8'
const HEAD = '<!doctype html>\n<meta name="viewport" content="width=device-width">\n'

function page(path: string, system: System) {
  const date = datesAt(system).http
  const found = system.files.find(path.replace(/(?<=.)\/$/, ''))
  if (!found) return goResponse('404 page not found\n', date, { status: 404 })
  const isDirectory = found.type === 'directory'
  if (isDirectory !== path.endsWith('/')) {
    const last = path
      .split('/')
      .filter((part) => part !== '')
      .at(-1)
    const headers = { Location: isDirectory ? `${last}/` : `../${last}` }
    return goResponse('', date, { status: 301, headers })
  }
  if (!isDirectory) return goResponse(system.files.read(path) ?? '', date)
  const names = (system.files.list(path) ?? []).map((each) => nameOf(path, each, system)).sort()
  const links = names.map((name) => `<a href="${name}">${name}</a>\n`).join('')
  const headers = { 'Content-Type': HTML }
  return goResponse(`${HEAD}<pre>\n${links}</pre>\n`, date, { headers })
}

const nameOf = (path: string, name: string, { files }: System): string =>
  files.find(`${path}${name}`)?.type === 'directory' ? `${name}/` : name
