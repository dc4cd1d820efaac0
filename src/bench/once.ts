import { figures } from './figures'

// One measurement in a process of its own: `node once.js ready '{"replicas":500}'` prints a number.
const [name, parameters = '{}'] = process.argv.slice(2)
const figure = figures.find((each) => each.name === name)
if (!figure) throw new Error(`no figure ${name}`)
process.stdout.write(`${await figure.measure(JSON.parse(parameters))}\n`)
