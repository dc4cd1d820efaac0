import type { Step } from '../../../engine/api/trace'
import type { Locale } from '../../i18n'

/** A text in both languages; `{slots}` are filled from a cause's data. */
type Text = Readonly<Record<Locale, string>>

/** What steps are called. */
export const steps: Readonly<Record<Step['code'], Text>> = {
  resolver: { en: 'reads its resolv.conf', zh: '读取自己的 resolv.conf' },
  address: { en: 'has an address: no name to look up', zh: '已经是地址，无需解析' },
  hosts: { en: 'finds the name in its /etc/hosts', zh: '在自己的 /etc/hosts 中找到名字' },
  question: { en: 'asks DNS', zh: '向 DNS 提问' },
  answer: { en: 'DNS answers', zh: 'DNS 回答' },
  connect: { en: 'opens a connection (SYN)', zh: '发起连接（SYN）' },
  reused: {
    en: 'takes a connection that is open already: nothing is looked up or chosen anew',
    zh: '沿用已打开的连接：不再解析，也不再选择',
  },
  request: { en: 'sends the request', zh: '发送请求' },
  datagram: { en: 'sends a datagram', zh: '发送数据报' },
  echo: { en: 'pings', zh: '发送 ping' },
  accept: { en: 'is accepted (SYN, ACK)', zh: '连接被接受（SYN, ACK）' },
  reset: { en: 'is reset: nobody listens (RST)', zh: '被重置：无人监听（RST）' },
  response: { en: 'gets the response', zh: '收到响应' },
  reply: { en: 'gets a reply', zh: '收到回复' },
  unreachable: { en: 'is told: port unreachable (ICMP)', zh: '收到“端口不可达”（ICMP）' },
  end: { en: 'ends', zh: '结束' },
}

/** Words of the view. */
export const words = {
  from: { en: 'From', zh: '从' },
  to: { en: 'To', zh: '到' },
  method: { en: 'Method', zh: '方法' },
  send: { en: 'Send', zh: '发送' },
  try: { en: 'Only try it', zh: '只推演' },
  tryLong: {
    en: 'Shows what would happen, in a copy of the cluster that nobody keeps',
    zh: '在一份随后丢弃的集群副本里看会发生什么',
  },
  imagined: {
    en: 'Tried out in a copy of the cluster: nothing was sent here.',
    zh: '在集群副本里推演：这里什么也没有发送。',
  },
  gone: {
    en: 'Nobody knows of this request any more: it was undone, or time was turned back before it.',
    zh: '这个请求已不存在：它被撤销了，或者时间被拨回到它之前。',
  },
  'under-way': { en: 'Nothing has come of it yet …', zh: '还没有结果…' },
  musl: {
    en: 'musl: asks every name server at once; the first name that has an address counts',
    zh: 'musl：同时问所有 DNS 服务器；第一个有地址的名字生效',
  },
  glibc: {
    en: 'glibc: asks one name server after the other; goes on after anything but an address',
    zh: 'glibc：逐个询问 DNS 服务器；没得到地址就继续试下一个名字',
  },
  shared: {
    en: 'other requests are under way on it at the same time',
    zh: '同时有其他请求也在用这条连接',
  },
  hint: {
    en: 'http://web, https://…, tcp://db:5432, udp://dns:53, icmp://10.96.0.1',
    zh: 'http://web、https://…、tcp://db:5432、udp://dns:53、icmp://10.96.0.1',
  },
  why: { en: 'Why', zh: '原因' },
  note: { en: 'Worth knowing', zh: '值得注意' },
  instead: { en: 'Ask instead', zh: '改为请求' },
  steps: { en: 'Steps', zh: '步骤' },
  previous: { en: 'Previous step', zh: '上一步' },
  next: { en: 'Next step', zh: '下一步' },
  walk: { en: 'Walk through it in the picture', zh: '在图中逐步查看' },
  step: { en: 'Step {at} of {count}', zh: '第 {at} 步，共 {count} 步' },
  nothing: { en: 'no address', zh: '没有地址' },
  listens: { en: 'listens', zh: '在监听' },
  loopback: { en: 'listens on 127.0.0.1 alone', zh: '只监听 127.0.0.1' },
  nobody: { en: 'nobody listens', zh: '无人监听' },
  dropped: { en: 'dropped by a rule', zh: '被规则丢弃' },
  rejected: { en: 'rejected by a rule', zh: '被规则拒绝' },
  lost: { en: 'lost: no route leads there', zh: '丢失：没有路由' },
  rules: { en: '{matched} of {count} rules matched', zh: '{count} 条规则中匹配 {matched} 条' },
  drew: { en: 'one in {of}: drew {drawn}', zh: '{of} 分之一：抽到 {drawn}' },
  new: { en: 'new connection', zh: '新连接' },
  established: { en: 'known connection', zh: '已知连接' },
  invalid: { en: 'invalid', zh: '无效' },
  chosen: { en: 'its rules choose where it goes (DNAT)', zh: '它的规则选定去向（DNAT）' },
  masked: {
    en: 'puts a node address as the sender, so that the answer comes back here (SNAT)',
    zh: '把发送者换成节点的地址，好让应答回到这里（SNAT）',
  },
  both: {
    en: 'its rules choose where it goes (DNAT), with a node address as the sender (SNAT)',
    zh: '它的规则选定去向（DNAT），并把发送者换成节点的地址（SNAT）',
  },
  remembered: {
    en: 'rewritten as its connection table remembers: nothing is chosen anew',
    zh: '按连接表的记录改写：不再重新选择',
  },
  tracked: { en: 'its connection table:', zh: '它的连接表：' },
  expects: { en: 'answers as', zh: '应答为' },
  NXDOMAIN: { en: 'there is no such name', zh: '没有这个名字' },
  SERVFAIL: { en: 'the name server could not find out', zh: 'DNS 服务器查不出来' },
} as const satisfies Record<string, Text>

/** What a step is called. */
export const stepText = (code: Step['code'], locale: Locale): string => steps[code][locale]

/** A word of the view, by name. */
export type Word = keyof typeof words
