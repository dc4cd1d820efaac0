import { join } from 'node:path'
import { type Plugin, runnerImport } from 'vite'
import { testsIn } from './tests-told'

const src = join(import.meta.dirname, '..')

const brought = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
  (await runnerImport<Record<string, unknown>>(join(src, path))).module

type Named = readonly { readonly behaviours: readonly { readonly tests: readonly string[] }[] }[]
type Probed = readonly { readonly probes: readonly unknown[] }[]

/** What is told of the tests that somebody names, and what can be counted. */
export async function truthHeld() {
  const told = testsIn(src)
  const { areas } = (await brought('truth/index.ts')) as { readonly areas: Named }
  const { scenarios } = (await brought('host/case/fixtures/scenarios.ts')) as {
    readonly scenarios: Probed
  }
  const { resources } = (await brought('engine/resources/index.ts')) as {
    readonly resources: readonly unknown[]
  }
  const named = new Set(areas.flatMap((area) => area.behaviours.flatMap(({ tests }) => tests)))
  const tests = told.flatMap(({ file, title, line, cases, runs }) => {
    const name = `${file.replace(/\.test\.tsx?$/, '')} > ${title}`
    const isSometimes = runs === 'sometimes' ? { sometimes: true } : undefined
    const said = { line, ...(cases === undefined ? undefined : { cases }), ...isSometimes }
    return named.has(name) && runs !== 'never' ? [[name, said] as const] : []
  })
  return {
    tests: Object.fromEntries(tests),
    figures: {
      tests: told.length,
      scenarios: scenarios.length,
      probes: scenarios.reduce((sum, { probes }) => sum + probes.length, 0),
      kinds: resources.length,
    },
  }
}

/** The page says of the tests what they say themselves. */
export const toldByTests: Plugin = {
  name: 'told-by-tests',
  load: async (id) =>
    id.endsWith('/src/truth/held.ts')
      ? `export const held = ${JSON.stringify(await truthHeld())}`
      : undefined,
}
