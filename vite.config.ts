import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, runnerImport } from 'vite'
import { elementBeside } from './src/tasks/element'
import { contentSecurityPolicy, headers } from './src/tasks/headers.mjs'
import { lateModuleNames } from './src/tasks/late-list'
import { lateModules } from './src/tasks/late-modules'
import { keptOffline } from './src/tasks/offline'
import { toldByTests } from './src/tasks/truth-held'

/** Puts the policy into the page itself, for hosts that send no headers. */
const policyInPage: Plugin = {
  name: 'policy-in-page',
  apply: 'build', // the dev server needs inline scripts
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace(
        '<head>',
        `<head>\n    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />`,
      ),
  },
}

/** monaco-yaml brings a formatter that the editor does not use: half of its worker. */
const withoutPrettier: Plugin = {
  name: 'without-prettier',
  enforce: 'pre',
  resolveId: (id) => (id.startsWith('prettier/') ? '\0without-prettier' : undefined),
  load: (id) =>
    id === '\0without-prettier'
      ? 'export default {}; export const format = async (text) => text'
      : undefined,
}

/** The presets come read: the worker opens them without the YAML parser. */
const presetsCompiled: Plugin = {
  name: 'presets-compiled',
  apply: 'build', // elsewhere the module does the same at run time
  load: async (id) => {
    if (!id.endsWith('/src/scenarios/presets/compiled.ts')) return undefined
    const { module } = await runnerImport<typeof import('./src/scenarios/presets/compiled')>(id)
    return `export const compiled = ${JSON.stringify(module.compiled)}`
  },
}

/** A first visit sees what the engine made of the first scenario when this was built. */
const firstFrameMade: Plugin = {
  name: 'first-frame-made',
  apply: 'build', // the dev server has the engine at hand
  load: async (id) => {
    if (!id.endsWith('/src/host/first-frame.ts')) return undefined
    const made = id.replace('first-frame.ts', 'first-frame-made.ts')
    const { module } = await runnerImport<typeof import('./src/host/first-frame-made')>(made)
    return `export const firstFrame = ${JSON.stringify(module.firstFrame)}`
  },
}

/** A cluster is opened with a part of the engine; the rest comes when there is something to see. */
const restLate = () => {
  const source = (name: string) => fileURLToPath(new URL(`./src/${name}.ts`, import.meta.url))
  return lateModules(source('host/rest'), lateModuleNames.map(source))
}

/** What is there before anything else of the page: many small files would come to more. */
const early =
  /src\/ui\/(topology\/(layout|ways|fitting)|store\/readiness|controls\/controls)|src\/\w+\/limits/

export default defineConfig({
  base: './',
  plugins: [react(), policyInPage, firstFrameMade, elementBeside, toldByTests, keptOffline],
  worker: { format: 'es', plugins: () => [withoutPrettier, presetsCompiled, restLate()] },
  build: {
    target: 'es2022',
    // The page, and what stands in for it in the pages of others.
    rollupOptions: {
      input: ['index.html', 'embed.html'],
      output: {
        codeSplitting: {
          groups: [
            // A poster wants no more.
            { name: 'first', test: /preload-helper/, priority: 1 },
            { name: 'early', test: early },
          ],
        },
      },
    },
    assetsInlineLimit: 0, // the policy allows no data: but in images
    chunkSizeWarningLimit: 4500, // kB; the editor is one chunk, loaded when it is wanted
    modulePreload: { polyfill: false },
  },
  preview: { headers },
  optimizeDeps: {
    // Found late, they would reload the page in the middle of its work.
    include: [
      '@xterm/addon-fit',
      '@xterm/xterm',
      '@xyflow/react',
      'monaco-editor',
      'monaco-yaml',
      'monaco-yaml/yaml.worker.js',
      'unbash',
      'yaml',
    ],
  },
})
