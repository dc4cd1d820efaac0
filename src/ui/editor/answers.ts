import type { Applied } from '../../kubectl/apply'
import type { AppliedAll } from '../../kubectl/apply-all'
import type { Said } from './documents'
import { answerFindings, type Finding } from './findings'

/** What came of documents, by what they say: it holds for as long as they say the same. */
export class Answers {
  private readonly results = new Map<string, Applied>()

  clear(): void {
    this.results.clear()
  }

  /** Keeps what came of some documents; forgets those that are no longer `here`. */
  keep(said: readonly Said[], { applied }: AppliedAll, here: readonly Said[]): void {
    const still = new Set(here.map(({ json }) => json))
    for (const json of this.results.keys()) if (!still.has(json)) this.results.delete(json)
    for (const [index, { json }] of said.entries()) {
      const result = applied[index]
      if (result) this.results.set(json, result)
    }
  }

  /** What the cluster has against documents of a text. */
  findings(text: string, said: readonly Said[]): readonly Finding[] {
    return said.flatMap(({ document, json }) => {
      const result = this.results.get(json)
      return result ? answerFindings(text, document, result) : []
    })
  }
}
