import type { Answer, Question, ResourceRecord } from '../../../api/dns'
import { definePlugin, type Handler, type Served, written } from '../plugin'
import { type Reversal, type RewriteRule, ruleOf } from './rules'

/** `rewrite`: answers a question as if another had been put, and takes that back. */
export const rewrite = definePlugin({
  name: 'rewrite',
  setup(controller) {
    const rules: RewriteRule[] = []
    while (controller.next()) {
      const args = [...controller.remainingArgs()]
      // The words of a rule may stand in braces, on lines of their own.
      if (args.length < 2) while (controller.nextBlock()) args.push(controller.text)
      rules.push(ruleOf(args))
    }
    return handlerOf(rules)
  },
})

const LONGEST_NAME = 254

const isName = (name: string): boolean =>
  name.length <= LONGEST_NAME &&
  (name === '.' ||
    name
      .slice(0, -1)
      .split('.')
      .every((label) => label.length > 0 && label.length < 64))

const handlerOf = (rules: readonly RewriteRule[]): Handler => ({
  name: 'rewrite',
  serve(asked, _turn, next) {
    let question = asked
    const reversals: Reversal[] = []
    for (const rule of rules) {
      const applied = rule.apply(question)
      if (!applied) continue
      question = applied.question
      reversals.push(...applied.reversals)
      if (!isName(question.name)) {
        const error = `invalid name after rewrite: ${question.name}`
        return { type: 'failed', rcode: 'SERVFAIL', error }
      }
      if (rule.isLast) break
    }
    const isUntouched = question === asked && reversals.length === 0
    return isUntouched ? next(asked) : back(next(question), asked, reversals)
  },
})

// The client finds its own question in the answer, whatever was asked instead.
function back(served: Served, question: Question, reversals: readonly Reversal[]): Served {
  if (served.type === 'wait') return served
  if (served.type === 'failed') return written(question, { rcode: served.rcode })
  const turned = reversals.toReversed()
  const each = (records: readonly ResourceRecord[]): readonly ResourceRecord[] =>
    records.map((record) => turned.reduce((known, reversal) => reversal(known), record))
  const { answer } = served
  const reverted: Answer = {
    ...answer,
    question,
    answers: each(answer.answers),
    authority: each(answer.authority),
    additional: each(answer.additional),
  }
  return { type: 'answer', answer: reverted }
}
