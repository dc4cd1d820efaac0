import type { Act, ClientChange } from '../../lessons'
import type { LessonSay } from './texts'

/** What is done, in words, where it is neither a command nor other words in the manifest. */
export function actText(act: Act, say: LessonSay): string {
  if ('line' in act) return act.line
  if ('replace' in act) return say('wayReplace')
  if ('client' in act) return say('wayClient', { client: act.client, set: changeText(act.set) })
  if ('node' in act) {
    return say('wayNode', { node: act.node, fault: say(act.fault ?? 'mended') })
  }
  if ('pod' in act) {
    const [, name = act.pod] = act.pod.split('/')
    return say('wayPod', { pod: name, fault: faultText(act, say) })
  }
  return say('waySeconds', { seconds: act.seconds })
}

const changeText = (set: ClientChange): string =>
  Object.entries(set)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ')

function faultText({ fault }: Extract<Act, { pod: string }>, say: LessonSay): string {
  if (fault.isHung) return say('hang')
  if (fault.slowMillis) return say('slow', { seconds: fault.slowMillis / 1_000 })
  return say(fault.isUnready ? 'unready' : 'well')
}
