import type { Command, Port } from './protocol'

/** A worker that is not there yet: what it is told meanwhile waits for it. */
export interface LateWorker extends Port {
  /** Brings it; a second call does nothing. */
  start(): void
}

/** Puts off starting a worker, so that what loads with it does not stand before a first picture. */
export function lateWorker(make: () => Port): LateWorker {
  let worker: Port | undefined
  let waiting: ((worker: Port) => void)[] = []
  const whenThere = (work: (worker: Port) => void): void => {
    if (worker) work(worker)
    else waiting.push(work)
  }
  return {
    start() {
      if (worker) return
      worker = make()
      for (const work of waiting) work(worker)
      waiting = []
    },
    postMessage: (command: Command) => whenThere((each) => each.postMessage(command)),
    addEventListener: (type: 'message' | 'error', listener: (event: never) => void) =>
      whenThere((each) => each.addEventListener(type as 'message', listener as () => void)),
    terminate() {
      waiting = []
      worker?.terminate()
    },
  }
}
