import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { build, type Plugin } from 'vite'
import type { Version } from '../offline/shelf'

const name = 'sw.js'
/** In the folder, but nothing that the page asks for. */
const apart = [name, 'playground.png']

/** The version that lies in a folder: all of its files, those that come late included. */
export function versionIn(folder: string): Version {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.name.endsWith('.map'))
    .map((each) => join(each.parentPath, each.name).slice(join(folder, sep).length))
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => !apart.includes(path))
    .sort()
  const hash = createHash('sha256')
  for (const path of files) hash.update(`${path}\0`).update(readFileSync(join(folder, path)))
  const [, begins] =
    readFileSync(join(folder, 'index.html'), 'utf8').match(/src="\.\/([^"]+)"/) ?? []
  if (!begins) throw new Error('the page begins with no script')
  return {
    name: hash.digest('base64url').slice(0, 12),
    // The page comes last: it is not kept before all that it needs. They are taken from the end.
    files: files.map((path) => (path === 'index.html' ? '' : path)).sort(),
    begins,
  }
}

/** Writes the service worker of the version that lies in a folder. */
export async function writeServiceWorker(folder: string): Promise<void> {
  const entry = join(import.meta.dirname, '../offline/worker.ts')
  const made = await build({
    configFile: false,
    logLevel: 'error',
    define: { builtVersion: JSON.stringify(versionIn(folder)) },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'serviceWorker' },
    },
  })
  const [output] = [made].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('the service worker was not made')
  writeFileSync(join(folder, name), chunk.code)
}

/** The page works without a network once it was opened: a service worker keeps all its files. */
export const keptOffline: Plugin = {
  name: 'kept-offline',
  apply: 'build',
  writeBundle: ({ dir }) => (dir ? writeServiceWorker(dir) : undefined),
}
