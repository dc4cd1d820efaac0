import { isList, isObject, type Json } from '../../json'
import { functions, isTrue, textOfValue, type Value } from './functions'
import type { Operand, Pipe, TemplateNode } from './parse'

/** Why a template fails on an object, in the words of text/template. */
export class ExecutionError extends Error {}

/** Names and what they stand for, innermost first. */
type Scope = { readonly name: string; value: Value }[]

/** A template run on an object; `missing` says what a key that is not there does. */
export function execute(
  nodes: readonly TemplateNode[],
  data: Json,
  missing: 'default' | 'error',
): string {
  const run = new Execution(missing)
  run.nodes(nodes, data, [{ name: '$', value: data }])
  return run.text
}

type Flow = 'break' | 'continue' | undefined

class Execution {
  text = ''

  constructor(private readonly missing: 'default' | 'error') {}

  nodes(nodes: readonly TemplateNode[], dot: Value, scope: Scope): Flow {
    const inner = [...scope]
    for (const node of nodes) {
      const flow = this.node(node, dot, inner)
      if (flow) return flow
    }
    return undefined
  }

  private node(node: TemplateNode, dot: Value, scope: Scope): Flow {
    switch (node.type) {
      case 'text':
        this.text += node.text
        return undefined
      case 'print': {
        const value = this.pipe(node.pipe, dot, scope)
        if (node.pipe.variables.length === 0) this.text += textOfValue(value)
        return undefined
      }
      case 'break':
      case 'continue':
        return node.type
      case 'range':
        return this.range(node, dot, scope)
      default: {
        const inner = [...scope]
        const value = this.pipe(node.pipe, dot, inner)
        if (!isTrue(value)) return this.nodes(node.otherwise, dot, inner)
        return this.nodes(node.body, node.type === 'with' ? value : dot, inner)
      }
    }
  }

  private range(
    node: TemplateNode & { type: 'if' | 'with' | 'range' },
    dot: Value,
    scope: Scope,
  ): Flow {
    const { pipe, body, otherwise } = node
    const bare = { ...pipe, variables: [] }
    const value = this.pipe(bare, dot, scope)
    const pairs = this.pairs(value, pipe)
    if (pairs.length === 0) return this.nodes(otherwise, dot, scope)
    const [first, second] = pipe.variables
    for (const [key, each] of pairs) {
      const inner = [...scope]
      if (first !== undefined) inner.unshift({ name: first, value: second ? key : each })
      if (second !== undefined) inner.unshift({ name: second, value: each })
      if (this.nodes(body, each, inner) === 'break') break
    }
    return undefined
  }

  private pairs(value: Value, pipe: Pipe): readonly (readonly [Json, Json])[] {
    if (isList(value)) return value.map((each, index) => [index, each])
    if (isObject(value)) {
      const keys = Object.keys(value).sort()
      return keys.map((key) => [key, value[key] ?? null])
    }
    if (typeof value === 'number')
      return Array.from({ length: value }, (_, index) => [index, index])
    if (value === undefined || value === null) return []
    throw this.error(pipe, `range can't iterate over ${textOfValue(value)}`)
  }

  private pipe(pipe: Pipe, dot: Value, scope: Scope): Value {
    const value = pipe.commands.reduce<Value>(
      (before, command, index) =>
        this.command(command, dot, { scope, pipe, extra: index === 0 ? [] : [before] }),
      undefined,
    )
    for (const name of pipe.variables) {
      const known = pipe.declares ? undefined : scope.find((each) => each.name === name)
      if (known) known.value = value
      else scope.unshift({ name, value })
    }
    return value
  }

  private command(
    [first, ...rest]: readonly Operand[],
    dot: Value,
    context: { readonly scope: Scope; readonly pipe: Pipe; readonly extra: readonly Value[] },
  ): Value {
    const { extra, pipe, scope } = context
    if (!first) return undefined
    if (first.type !== 'function') {
      if (rest.length + extra.length > 0) {
        throw this.error(pipe, `can't give argument to non-function ${pipe.source}`)
      }
      return this.operand(first, dot, { scope, pipe })
    }
    const values = rest.map((each) => this.operand(each, dot, { scope, pipe }))
    return this.call(first.name, [...values, ...extra], pipe)
  }

  private call(name: string, values: readonly Value[], pipe: Pipe): Value {
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (!known) throw this.error(pipe, `function "${name}" not defined`)
    try {
      return known(values)
    } catch (error) {
      throw this.error(pipe, `error calling ${name}: ${(error as Error).message}`)
    }
  }

  private operand(
    operand: Operand,
    dot: Value,
    { scope, pipe }: { readonly scope: Scope; readonly pipe: Pipe },
  ): Value {
    switch (operand.type) {
      case 'value':
        return operand.value
      case 'dot':
        return dot
      case 'variable': {
        const found = scope.find(({ name }) => name === operand.name)
        if (!found) throw this.error(pipe, `undefined variable "${operand.name}"`)
        return found.value
      }
      case 'function':
        return this.call(operand.name, [], pipe)
      case 'pipe':
        return this.pipe(operand.pipe, dot, [...scope])
      case 'fields': {
        const start = this.operand(operand.of, dot, { scope, pipe })
        return operand.names.reduce<Value>((found, name) => this.field(found, name, pipe), start)
      }
    }
  }

  private field(value: Value, name: string, pipe: Pipe): Value {
    if (value === undefined) {
      if (this.missing === 'error') throw this.error(pipe, `nil data; no entry for key "${name}"`)
      return undefined
    }
    if (value === null) throw this.error(pipe, `nil pointer evaluating interface {}.${name}`)
    if (!isObject(value)) {
      throw this.error(pipe, `can't evaluate field ${name} in type interface {}`)
    }
    if (Object.hasOwn(value, name)) return value[name]
    if (this.missing === 'error') {
      throw this.error(pipe, `map has no entry for key "${name}"`)
    }
    return undefined
  }

  private error({ column, line, source }: Pipe, message: string): ExecutionError {
    return new ExecutionError(
      `template: output:${line}:${column}: executing "output" at <${source}>: ${message}`,
    )
  }
}
