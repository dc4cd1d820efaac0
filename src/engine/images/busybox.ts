import { datesAt } from './dates'
import { absolutePath } from './files/file-system'
import { busyboxFiles } from './files/system-files'
import { parsePort } from './flags'
import { byteLength, pathOf } from './http'
import { defineImage } from './image'
import { listensAt } from './listening'
import { complain, defineProgram } from './program'
import { runningWithShell, withShell } from './shell'

interface Memory {
  readonly root: string
}

// `httpd -f -p 8080 -h /www`: without -f it goes to the background, and its container ends.
const httpd = defineProgram<Memory>({
  start(system) {
    const args = system.argv.slice(1)
    const value = (letter: string): string | undefined => {
      const at = args.findIndex((arg) => new RegExp(`^-[fv]*${letter}`).test(arg))
      const attached = args[at]?.replace(new RegExp(`^-[fv]*${letter}`), '')
      return attached === '' ? args[at + 1] : attached
    }
    const where = value('p') ?? '80'
    const port = parsePort(where.replace(/^.*:/, ''))
    const foreground = args.some((arg) => /^-v*f/.test(arg))
    if (port === undefined) {
      complain(system, `httpd: bad address '${where}'\n`)
      system.exit(1)
    } else if (foreground) system.listen(port, listensAt(where))
    else system.exit(0)
    return { root: (value('h') ?? '').replace(/\/$/, '') }
  },

  receive(memory, message, system) {
    if (message.type !== 'request') return memory
    const path = pathOf(message.request)
    const file = `${memory.root}${path.endsWith('/') ? `${path}index.html` : path}`
    const found = system.files.read(absolutePath(system.directory, file))
    const body = found ?? notFound
    system.respond(message.id, {
      status: found === undefined ? 404 : 200,
      headers: {
        Date: datesAt(system).http,
        Connection: 'close',
        'Content-type': 'text/html',
        ...(found === undefined ? {} : { 'Content-Length': String(byteLength(body)) }),
      },
      body,
    })
    return memory
  },
})

const notFound =
  '<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD>\n' +
  '<BODY><H1>404 Not Found</H1>\nThe requested URL was not found\n</BODY></HTML>\n'

/** A shell and the small commands. */
export const busybox = defineImage({
  name: 'busybox',
  tags: [/^1(\.\d{1,2}(\.\d{1,2})?)?(-(musl|glibc|uclibc))?$/, 'musl', 'glibc', 'uclibc', 'stable'],
  sizeBytes: 2_224_358,
  entrypoint: [],
  command: ['sh'],
  exposes: [],
  libc: (tag) => (tag.includes('musl') ? 'musl' : 'glibc'),
  files: () => busyboxFiles,
  ...runningWithShell(withShell({ httpd })),
})
