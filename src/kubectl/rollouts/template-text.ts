import { describePodTemplate } from '../describe/pod-template'
import { Description } from '../describe/writer'
import type { JsonObject } from '../json'

/** A Pod template as `rollout history` shows it: the tabs of its cells stay as they are. */
export function templateText(template: JsonObject): string {
  const out = new Description()
  describePodTemplate(out, template)
  return out.unaligned.replace(/^ +\t/gm, '\t')
}
