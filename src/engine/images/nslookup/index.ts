import { defineProgram } from '../program'
import { type Current, receiveCurrent, startCurrent } from './current'
import { type Old, receiveOld, startOld } from './old'

const LATEST = 37
const LAST_OLD = 28

// `1.28`, `1.28.4-glibc`; what is no version is the latest.
const minorOf = (tag = ''): number => Number(/^1\.(\d+)/.exec(tag)?.[1] ?? LATEST)

/** busybox's nslookup: it asks by itself since 1.29, and in a layout of its own before. */
export const nslookup = defineProgram<Current | Old | undefined>({
  start(system) {
    const minor = minorOf(system.tag)
    return minor <= LAST_OLD ? startOld(system) : startCurrent(system, minor)
  },
  receive(memory, message, system) {
    if (!memory) return memory
    return memory.type === 'old'
      ? receiveOld(memory, message, system)
      : receiveCurrent(memory, message, system)
  },
})
