import type { Call } from './command'

/** Commands that listen for Ctrl-C, and what they end with; all others die of it. */
const LISTENING: Readonly<Record<string, number>> = {
  'kubectl delete': 1,
  'kubectl events': 1,
  'kubectl get': 1,
  'kubectl logs': 1,
  'kubectl port-forward': 0,
  'kubectl rollout status': 1,
  'kubectl wait': 1,
}

/** What a shell sees of a program that has died of SIGINT. */
const DIED = 130

/**
 * Runs a command to its end. One that is interrupted says nothing more: whatever it would have
 * complained of, it has not waited for (observed with kubectl 1.33).
 */
export async function interruptible(run: () => Promise<number>, call: Call): Promise<number> {
  const { path, world } = call
  try {
    const code = await run()
    return world.signal.aborted && code !== DIED ? ended(path) : code
  } catch (error) {
    if (!world.signal.aborted) throw error
    return ended(path)
  }
}

const ended = (path: string): number => LISTENING[path] ?? DIED
