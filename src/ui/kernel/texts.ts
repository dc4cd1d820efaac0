import type { RuleView } from '../../engine/api/kernel'
import { ownTexts, useLocale } from '../i18n'

const en = {
  node: 'Node',
  part: 'What of the node',
  rules: 'Rules',
  flows: 'Connections',
  view: 'Printed by',
  filter: 'Filter: Service, chain, words …',
  filterFlows: 'Filter: address, port, Service, Pod …',
  clear: 'Clear the filter',
  back: 'Back to where the jump was',
  copy: 'Copy the whole text',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying.',
  notRead: 'The node cannot be read now.',
  lines: '{count} lines',
  matching: '{count} of {all} lines',
  entries: '{count} entries',
  matchingEntries: '{count} of {all} entries',
  list: 'Rules of {node}, as {view} prints them',
  table: 'Connections that {node} tracks',
  packetsHint: 'Packets that have matched this rule. In nat, only the first of each connection.',
  jump: 'Go to {name}',
  field: '{kind} {name}: {path}. Show it in the manifest.',
  notRunning: 'No kube-proxy runs here: the rules stay as they are.',
  unseen: 'Changes kube-proxy has yet to hear of: {count}.',
  pending: 'Changes that wait for its next sync: {count}.',
  touched: 'Somebody has changed the rules since kube-proxy wrote them.',
  nothing: 'No line has these words.',
  noRules: 'kube-proxy has written nothing here yet.',
  noFlows:
    'No connection yet. The first packet of a connection makes an entry: the rules choose ' +
    'a Pod once, and every later packet follows the entry.',
  noSuchFlow: 'No entry has these words.',
  why:
    'The first packet went through the rules; all others follow its entry. A deleted Pod changes ' +
    'the rules, not the entries: TCP goes on to where it went. A UDP entry lives 30 s after its ' +
    'last packet, and kube-proxy deletes it when its Pod is no endpoint any more.',
  whyButton: 'Why is this here?',
  protocol: 'Protocol',
  state: 'State',
  original: 'Sent to',
  from: 'From',
  reply: 'Answered by',
  left: 'Time left',
  service: 'Service',
  asTable: 'a table',
  nobody: 'nobody has this address any more',
  unanswered: 'no answer yet',
  seconds: '{count} s',
  raw: 'Show as',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  node: '节点',
  part: '查看内容',
  rules: '规则',
  flows: '连接',
  view: '输出命令',
  filter: '筛选：Service、链、文字……',
  filterFlows: '筛选：地址、端口、Service、Pod……',
  clear: '清除筛选',
  back: '返回跳转之前的位置',
  copy: '复制全文',
  copied: '已复制。',
  notCopied: '浏览器不允许复制。',
  notRead: '现在无法读取这个节点。',
  lines: '{count} 行',
  matching: '{count} / {all} 行',
  entries: '{count} 条',
  matchingEntries: '{count} / {all} 条',
  list: '{node} 的规则（{view} 的输出）',
  table: '{node} 跟踪的连接',
  packetsHint: '匹配这条规则的包数。nat 表只统计每个连接的第一个包。',
  jump: '转到 {name}',
  field: '{kind} {name}：{path}。在清单中显示。',
  notRunning: '这里没有运行 kube-proxy：规则保持原样。',
  unseen: 'kube-proxy 尚未得知的变更：{count}。',
  pending: '等待下一次同步的变更：{count}。',
  touched: 'kube-proxy 写入之后，有人改过规则。',
  nothing: '没有包含这些文字的行。',
  noRules: 'kube-proxy 还没有在这里写入规则。',
  noFlows: '还没有连接。连接的第一个包会建立一条记录：规则只选一次 Pod，之后的包都按记录走。',
  noSuchFlow: '没有包含这些文字的记录。',
  why:
    '只有第一个包经过规则，之后的包都按记录走。删除 Pod 会改规则，不会改记录：' +
    'TCP 连接仍去原来的地方。UDP 记录在最后一个包之后保留 30 秒；' +
    '它的 Pod 不再是端点时，kube-proxy 会删除它。',
  whyButton: '为什么有这些？',
  protocol: '协议',
  state: '状态',
  original: '发往',
  from: '来自',
  reply: '应答者',
  left: '剩余时间',
  service: 'Service',
  asTable: '表格',
  nobody: '这个地址已无人使用',
  unanswered: '尚无应答',
  seconds: '{count} 秒',
  raw: '显示为',
}

const says = ownTexts(en, zh)

/** Finds a text of the pane and fills it in. */
export type KernelSay = (typeof says)['en']

/** The pane's texts in the page's language. */
export const useKernelSay = (): KernelSay => says[useLocale()]

/** The command that prints each view. */
export const commands: Readonly<Record<RuleView, string>> = {
  iptables: 'iptables-save',
  nftables: 'nft list ruleset',
  ipvsadm: 'ipvsadm -Ln',
  ipset: 'ipset save',
}
