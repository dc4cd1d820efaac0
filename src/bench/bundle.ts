import { gzipSync } from 'node:zlib'
import type { Figure } from './figure'

/** The engine as a bundle of its own, minified and gzipped, in bytes. */
export const bundle: Figure = {
  name: 'bundle',
  unit: 'bytes',
  parameters: [{}],
  async measure() {
    const { build } = await import('vite')
    const output = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: true,
        target: 'es2022',
        lib: { entry: 'src/engine/index.ts', formats: ['es'] },
      },
    })
    const outputs = Array.isArray(output) ? output : [output]
    let bytes = 0
    for (const each of outputs) {
      if (!('output' in each)) continue
      for (const chunk of each.output) {
        if (chunk.type === 'chunk') bytes += gzipSync(chunk.code, { level: 9 }).length
      }
    }
    return bytes
  },
}
