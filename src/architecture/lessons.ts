import type { Problem } from './source'

/** Every lesson that is not told in both languages. */
export function checkLessons(paths: readonly string[]): readonly Problem[] {
  return paths
    .filter((path) => /^lessons\/[^/]+\/lesson\.ts$/.test(path))
    .flatMap((path) => ['en.md', 'zh.md'].map((text) => path.replace('lesson.ts', text)))
    .filter((text) => !paths.includes(text))
    .map((text) => `src/${text}:1: ${text}: a lesson is told in both languages`)
}
