import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contentSecurityPolicy, headers } from './src/tasks/headers.mjs'

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

export default defineConfig({
  base: './',
  plugins: [react(), policyInPage],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the policy allows no data: but in images
    chunkSizeWarningLimit: 4500, // kB; the editor is one chunk, loaded when it is wanted
    modulePreload: { polyfill: false },
  },
  preview: { headers },
  optimizeDeps: {
    // Found late, they would reload the page in the middle of its work.
    include: [
      '@xyflow/react',
      'monaco-editor',
      'monaco-yaml',
      'monaco-yaml/yaml.worker.js',
      'yaml',
    ],
  },
})
