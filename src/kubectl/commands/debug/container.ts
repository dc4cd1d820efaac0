import type { Call } from '../../command'
import { isList, isObject, type Json, type JsonObject, own } from '../../json'

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'
const SUFFIX = 5

/** Five letters that no word is made of (apimachinery's rand.String). */
export const suffix = ({ world }: Call): string =>
  Array.from({ length: SUFFIX }, () => LETTERS[world.random(LETTERS.length)]).join('')

/** A Pod, and the container in it that was made; empty when none was. */
export interface Made {
  readonly pod: JsonObject
  readonly container: string
}

/** What a Pod is to be. */
export const specOf = (pod: JsonObject): JsonObject => {
  const spec = own(pod, 'spec')
  return isObject(spec) ? spec : {}
}

/** A list of objects in an object. */
export function listIn(object: JsonObject, key: string): readonly JsonObject[] {
  const list = own(object, key)
  return isList(list) ? list.filter(isObject) : []
}

/** The names of all containers of a Pod. */
export const namesIn = (spec: JsonObject): readonly string[] =>
  ['containers', 'initContainers', 'ephemeralContainers'].flatMap((key) =>
    listIn(spec, key).map(({ name }) => String(name)),
  )

/** The name that is asked for, or a new one, of which is told. */
export function containerName(call: Call, spec: JsonObject): string {
  const { flags, world } = call
  const given = flags.string('container')
  if (given !== '') return given
  const taken = namesIn(spec)
  let name = ''
  do name = `debugger-${suffix(call)}`
  while (taken.includes(name))
  if (!flags.bool('quiet')) world.stdout.write(`Defaulting debug container name to ${name}.\n`)
  return name
}

/** What the flags say of the container that is for debugging. */
export function wanted({ after = [], flags }: Call): JsonObject {
  const env = Object.entries(flags.map('env')).map(([name, value]) => ({ name, value }))
  const image = flags.string('image')
  const policy = flags.string('image-pull-policy')
  return {
    ...(image === '' ? {} : { image }),
    ...(policy === '' ? {} : { imagePullPolicy: policy }),
    ...(env.length === 0 ? {} : { env }),
    ...(after.length === 0 ? {} : { [flags.bool('arguments-only') ? 'args' : 'command']: after }),
    ...switches({ stdin: flags.bool('stdin'), tty: flags.bool('tty') }),
  }
}

const switches = (all: Readonly<Record<string, boolean>>): { readonly [name: string]: Json } =>
  Object.fromEntries(Object.entries(all).filter(([, isOn]) => isOn))
