// The headless cluster: npm run -s cluster -- SUBCOMMAND
import { readFileSync } from 'node:fs'
import { run } from './command-line'

process.exitCode = await run(process.argv.slice(2), {
  readFile: (path) => readFileSync(path, 'utf8'),
  out: (text) => process.stdout.write(text),
  error: (line) => console.error(line),
  asked: () =>
    new Promise((done) => {
      process.once('SIGTERM', () => done())
      process.once('SIGINT', () => done())
    }),
})
