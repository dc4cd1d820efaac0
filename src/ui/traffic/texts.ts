import { ownTexts, useLocale } from '../i18n'

const en = {
  load: 'The last 10 seconds',
  rate: 'Requests/s',
  failed: 'Failed',
  p50: 'Latency p50',
  p95: 'p95',
  none: 'No request has ended in the last minute.',
  about:
    'Charts: the last minute. Requests count when they end; latency is that of those answered, ' +
    'to within 3%. Behind each bar: where the counts of all Pods lie in 95 of 100 cases when ' +
    'chance alone decides.',
  spread: 'Requests by Pod',
  others: 'other Pods: {count}',
  nothing: 'No request came to a Pod.',
  one: 'One Pod has them all: there is no other.',
  few: 'Too few requests to tell from chance.',
  changed: 'Pods came or went: wait 10 s to compare.',
  within: 'Within what chance allows ({least} to {most} each).',
  kept: 'More uneven than chance: connections are kept.',
  beyond: 'More uneven than chance: affinity, a traffic policy, or Pods that have just come.',
  above: 'more than chance allows',
  below: 'less than chance allows',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  load: '最近 10 秒',
  rate: '请求/秒',
  failed: '失败',
  p50: '延迟 p50',
  p95: 'p95',
  none: '最近一分钟没有请求结束。',
  about:
    '图表：最近一分钟。请求在结束时计数；延迟只算有响应的请求，误差在 3% 以内。' +
    '条形后的色带：若全凭随机，100 次中有 95 次，所有 Pod 的计数都落在带内。',
  spread: '各 Pod 的请求数',
  others: '其他 Pod：{count}',
  nothing: '没有请求到达 Pod。',
  one: '只有一个 Pod，请求全归它。',
  few: '请求太少，还看不出是否随机。',
  changed: 'Pod 有增减：等 10 秒再比较。',
  within: '在随机允许的范围内（每个 {least} 到 {most}）。',
  kept: '比随机更不均匀：连接被复用。',
  beyond: '比随机更不均匀：可能是会话亲和、流量策略，或有刚就绪的 Pod。',
  above: '多于随机所允许',
  below: '少于随机所允许',
}

const says = ownTexts(en, zh)

/** The texts of the part about load in the page's language. */
export const useLoadSay = () => says[useLocale()]
