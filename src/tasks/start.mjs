// npm start: from a fresh clone to the page, in one step.
import { join } from 'node:path'
import { install, npm, top } from './npm.mjs'
import { serve } from './serve.mjs'

install()
console.error('Building …')
const code = npm(['run', '-s', 'build', '--', '--logLevel', 'warn'], { stdio: ['ignore', 2, 2] })
if (code !== 0) process.exit(code)

const port = await serve({
  root: join(top, 'dist'),
  port: Number(process.env.PORT ?? 4173),
  tries: 100,
})
console.log(`Service Playground: http://localhost:${port}/`)
