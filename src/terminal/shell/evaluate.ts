import type {
  AndOr,
  ArithmeticFor,
  Case,
  CommandNode,
  CompoundList,
  For,
  If,
  PipelineNode,
  Statement,
  While,
} from 'unbash'
import { runCommand } from './command'
import { holds } from './conditions'
import { startJob } from './job-control'
import { runPipeline } from './pipeline'
import { complain, type Process } from './process'
import { redirect } from './redirect'
import { checkStopped, DiscardError, Exit, LoopControl, ShellError } from './stop'
import { evaluate } from './words/arithmetic'
import { expandWords } from './words/expand'
import { matches } from './words/pattern'
import { inSubshell } from './words/substitute'

/** Runs statements one after the other; the status of the last one. */
export async function runStatements(
  statements: readonly Statement[],
  process: Process,
): Promise<number> {
  let status = 0
  for (const statement of statements) status = await runStatement(statement, process)
  return status
}

async function runStatement(statement: Statement, process: Process): Promise<number> {
  const { command, background } = statement
  if (background) {
    const text = process.source.slice(statement.pos, statement.end).replace(/\s*&\s*$/, '')
    return startJob(text, process, (child) => runNode(command, child))
  }
  return runNode(command, process)
}

/** Runs whatever a statement holds. */
export async function runNode(node: AndOr | PipelineNode, process: Process): Promise<number> {
  checkStopped(process.signal)
  const status = await guarded(process, () => runAny(node, process))
  process.state.status = status
  const checked = node.type === 'Command' || node.type === 'Pipeline' || node.type === 'Subshell'
  const negated = node.type === 'Pipeline' && node.prefixes.some(({ type }) => type === 'Negation')
  if (status !== 0 && checked && !negated && !process.tested && process.state.options.has('e')) {
    throw new Exit(status)
  }
  return status
}

/** What the shell itself objects to ends the command, not the shell. */
async function guarded(process: Process, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof ShellError) || error instanceof DiscardError) throw error
    complain(process, error.message)
    return error.status
  }
}

function runAny(node: AndOr | PipelineNode, process: Process): Promise<number> {
  switch (node.type) {
    case 'AndOr':
      return runAndOr(node, process)
    case 'Pipeline':
      return runPipeline(node, process, runNode)
    default:
      return runCompound(node, process)
  }
}

async function runAndOr({ commands, operators }: AndOr, process: Process): Promise<number> {
  let status = 0
  for (const [index, command] of commands.entries()) {
    const operator = operators[index - 1]
    if (operator === '&&' && status !== 0) continue
    if (operator === '||' && status === 0) continue
    const tested = process.tested || index < commands.length - 1
    status = await runNode(command, { ...process, tested })
  }
  return status
}

async function runCompound(node: CommandNode | CompoundList, process: Process): Promise<number> {
  switch (node.type) {
    case 'Command':
      return runCommand(node, process)
    case 'CompoundList':
      return runStatements(node.commands, process)
    case 'BraceGroup':
      return runStatements(node.body.commands, process)
    case 'Subshell':
      return inSubshell({ ...process, state: process.state.fork() }, (child) =>
        runStatements(node.body.commands, child),
      )
    case 'Redirected': {
      const descriptors = await redirect(node.redirects, process)
      return runCompound(node.command, { ...process, descriptors })
    }
    case 'If':
      return runIf(node, process)
    case 'For':
      return runFor(node, process)
    case 'ArithmeticFor':
      return runArithmeticFor(node, process)
    case 'While':
      return runWhile(node, process)
    case 'Case':
      return runCase(node, process)
    case 'TestCommand':
      return (await holds(node.expression, process)) ? 0 : 1
    case 'ArithmeticCommand':
      return (await evaluate(node.expression, process)) === 0 ? 1 : 0
    case 'Function':
      process.state.functions.set(node.name.value, { body: node.body, source: process.source })
      return 0
    case 'Select':
    case 'Coproc':
      throw new ShellError(`${node.type.toLowerCase()}: not supported here`)
  }
}

async function test({ commands }: CompoundList, process: Process): Promise<boolean> {
  return (await runStatements(commands, { ...process, tested: true })) === 0
}

async function runIf(node: If, process: Process): Promise<number> {
  if (await test(node.clause, process)) return runStatements(node.then.commands, process)
  for (const { clause, then } of node.elif) {
    if (await test(clause, process)) return runStatements(then.commands, process)
  }
  return node.else ? runStatements(node.else.commands, process) : 0
}

/** What a loop does next, after a run of its body. */
async function round(
  body: CompoundList,
  process: Process,
): Promise<{ readonly status: number; readonly over: boolean }> {
  await process.machine.turn()
  checkStopped(process.signal)
  try {
    return { status: await runStatements(body.commands, process), over: false }
  } catch (error) {
    if (!(error instanceof LoopControl)) throw error
    if (error.levels > 1) throw new LoopControl(error.kind, error.levels - 1)
    return { status: 0, over: error.kind === 'break' }
  }
}

const inLoop = (process: Process): Process => ({ ...process, loops: process.loops + 1 })

async function runFor({ name, wordlist, body }: For, process: Process): Promise<number> {
  const words = wordlist ? await expandWords(wordlist, process) : process.state.positional
  let status = 0
  for (const word of words) {
    process.state.set(name.value, word)
    const done = await round(body, inLoop(process))
    status = done.status
    if (done.over) break
  }
  return status
}

async function runArithmeticFor(node: ArithmeticFor, process: Process): Promise<number> {
  await evaluate(node.initialize, process)
  let status = 0
  while (!node.test || (await evaluate(node.test, process)) !== 0) {
    const done = await round(node.body, inLoop(process))
    status = done.status
    if (done.over) break
    await evaluate(node.update, process)
  }
  return status
}

async function runWhile({ kind, clause, body }: While, process: Process): Promise<number> {
  let status = 0
  while ((await test(clause, inLoop(process))) === (kind === 'while')) {
    const done = await round(body, inLoop(process))
    status = done.status
    if (done.over) break
  }
  return status
}

async function runCase({ word, items }: Case, process: Process): Promise<number> {
  const text = await process.interpreter.text(word, process)
  let falls = false
  let status = 0
  for (const { pattern, body, terminator } of items) {
    let found = falls
    for (const each of falls ? [] : pattern) {
      found ||= matches(text, await process.interpreter.pattern(each, process))
    }
    if (!found) continue
    status = await runStatements(body.commands, process)
    falls = terminator === ';&'
    if (terminator !== ';&' && terminator !== ';;&') return status
  }
  return status
}
