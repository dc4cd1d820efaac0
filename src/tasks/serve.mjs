// A static host in small: files with their types and our headers, 404 for all else.
// node src/tasks/serve.mjs [--root dist] [--base /playground/] [--port 4173]
import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { headers } from './headers.mjs'

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * The file that a URL names, or undefined when there is none below the root.
 * @param {string} root
 * @param {string} base
 * @param {string} url
 */
export async function fileFor(root, base, url) {
  try {
    const path = decodeURIComponent(/** @type {string} */ (url.split(/[?#]/, 1)[0]))
    if (!path.startsWith(base) || path.includes('\0')) return undefined
    const name = path.slice(base.length)
    const top = await realpath(root)
    const wanted = resolve(
      top,
      `.${sep}${name.endsWith('/') || !name ? `${name}index.html` : name}`,
    )
    // Links are followed before the check, so that none of them leads out.
    const file = await realpath(wanted)
    if (!file.startsWith(top + sep)) return undefined
    const { size, isFile } = await stat(file).then((it) => ({ size: it.size, isFile: it.isFile() }))
    return isFile ? { file, size } : undefined
  } catch {
    return undefined // not there, or not a valid URL: the same to who asks
  }
}

/**
 * @param {{ root: string, base?: string }} options
 * @returns {import('node:http').RequestListener}
 */
function answering({ root, base = '/' }) {
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end()
      return
    }
    const found = await fileFor(root, base, request.url ?? '/')
    if (!found) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' })
      response.end(request.method === 'HEAD' ? undefined : 'Not found\n')
      return
    }
    response.writeHead(200, {
      ...headers,
      'Content-Type': types[extname(found.file)] ?? 'application/octet-stream',
      'Content-Length': found.size,
      // Names under assets/ carry a hash of their content.
      'Cache-Control': found.file.includes(`${sep}assets${sep}`) ? 'max-age=31536000' : 'no-cache',
    })
    if (request.method === 'HEAD') response.end()
    else
      createReadStream(found.file)
        .on('error', () => response.destroy())
        .pipe(response)
  }
}

/**
 * @param {import('node:http').RequestListener} answer
 * @param {number} port
 * @param {string} host
 * @returns {Promise<import('node:http').Server>}
 */
const listen = (answer, port, host) =>
  new Promise((done, fail) => {
    const server = createServer(answer)
    server.once('error', fail)
    server.listen(port, host, () => done(server))
  })

/**
 * Serves on both loopback addresses, since `localhost` may mean either.
 * @param {{ root: string, base?: string, port: number, tries?: number }} options
 * @returns {Promise<number>} the port it got: the first free one of so many
 */
export async function serve({ port, tries = 1, ...options }) {
  const answer = answering(options)
  const server = await listen(answer, port, '127.0.0.1').catch((error) => error)
  if (!(server instanceof Error)) {
    const second = await listen(answer, port, '::1').catch((error) => error)
    if (!(second instanceof Error) || /** @type {any} */ (second).code !== 'EADDRINUSE') return port
    server.close()
  } else if (/** @type {any} */ (server).code !== 'EADDRINUSE') throw server
  if (tries <= 1) throw new Error(`port ${port} is taken`)
  return serve({ port: port + 1, tries: tries - 1, ...options })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: join(import.meta.dirname, '../../dist') },
      base: { type: 'string', default: '/' },
      port: { type: 'string', default: '4173' },
    },
  })
  const { root, base } = values
  const port = await serve({ root, base, port: Number(values.port) })
  console.log(`http://localhost:${port}${base}`)
}
