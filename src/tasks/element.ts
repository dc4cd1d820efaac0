import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/** The custom element for the pages of others: one small classic script beside the page. */
export const elementBeside: Plugin = {
  name: 'element-beside',
  apply: 'build',
  async generateBundle() {
    const entry = join(import.meta.dirname, '../embed/element.ts')
    const made = await build({
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        target: 'es2022',
        lib: { entry, formats: ['iife'], name: 'servicePlaygroundElement' },
      },
    })
    const [output] = [made].flat()
    const chunk = output && 'output' in output ? output.output[0] : undefined
    if (!chunk) throw new Error('the element was not made')
    this.emitFile({ type: 'asset', fileName: 'service-playground.js', source: chunk.code })
  },
}
