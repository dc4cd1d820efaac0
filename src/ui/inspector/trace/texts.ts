import type { CauseCode, Step } from '../../../engine/api/trace'
import { fill, type Locale } from '../../i18n'

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

/** What causes mean. */
export const causes: Readonly<Record<CauseCode, Text>> = {
  'bad-url': {
    en: '{url} is no URL that could be asked.',
    zh: '{url} 不是可以请求的 URL。',
  },
  'other-namespace': {
    en:
      'There is no Service {name} in namespace {namespace}, but there is one in {namespaces}. ' +
      'A short name is looked up in the client’s own namespace.',
    zh: '命名空间 {namespace} 中没有 Service {name}，但 {namespaces} 中有。短名字只在客户端自己的命名空间里解析。',
  },
  'no-such-service': {
    en: 'There is no Service {name} in namespace {namespace}.',
    zh: '命名空间 {namespace} 中没有 Service {name}。',
  },
  'services-are-inside': {
    en:
      'Names of Services are known to CoreDNS alone, which Pods ask. Here, {service} ' +
      'has another address or none.',
    zh: 'Service 的名字只有 CoreDNS 知道，而只有 Pod 会问它。在这里要用别的地址访问 {service}，或者没有地址。',
  },
  'headless-without-endpoints': {
    en: '{service} is headless: its name is its ready Pods’ addresses, and there is none.',
    zh: '{service} 是 headless：它的名字就是就绪 Pod 的地址，而现在一个也没有。',
  },
  'alias-of-nothing': {
    en: '{service} is an alias of {alias}, and that name does not exist.',
    zh: '{service} 是 {alias} 的别名，而那个名字不存在。',
  },
  'alias-is-address': {
    en:
      'The externalName of {service} is {alias}, an address; DNS takes it for a name, and there ' +
      'is none. For an address, write a Service without selector and its EndpointSlice.',
    zh:
      '{service} 的 externalName 是地址 {alias}；DNS 把它当作名字，而没有这个名字。' +
      '要指向地址，请写一个没有选择器的 Service 和它的 EndpointSlice。',
  },
  'name-server-down': {
    en: 'No name server answered; ready CoreDNS Pods: {ready}.',
    zh: '没有 DNS 服务器应答；就绪的 CoreDNS Pod 数：{ready}。',
  },
  'name-unknown': { en: 'Nobody knows the name {name}.', zh: '没有人知道名字 {name}。' },
  'selector-matches-nothing': {
    en:
      'The selector {selector} of {service} matches no Pod, so the Service has no ' +
      'endpoints: there is nowhere to send a request.',
    zh: '{service} 的选择器 {selector} 没有选中任何 Pod，因此 Service 没有端点：请求无处可去。',
  },
  'no-replicas': {
    en: '{workload} is scaled to 0: {service} selects its Pods, and there are none.',
    zh: '{workload} 的副本数是 0：{service} 选择的就是它的 Pod，而现在一个也没有。',
  },
  'nothing-selected': {
    en: '{service} has no selector, and nobody has written an EndpointSlice for it.',
    zh: '{service} 没有选择器，也没有人为它写 EndpointSlice。',
  },
  'nothing-ready': {
    en: '{service} selects {pod}, but that is not ready ({reason}), and is sent nothing.',
    zh: '{service} 选中了 {pod}，但它没有就绪（{reason}），不会收到请求。',
  },
  'probe-fails': {
    en:
      '{service} selects {pod}, but its readinessProbe fails. A Pod that is not ready is ' +
      'sent nothing.',
    zh: '{service} 选中了 {pod}，但它的 readinessProbe 失败。未就绪的 Pod 不会收到请求。',
  },
  'port-name-unknown': {
    en:
      'The targetPort "{name}" of {service} is a name that no container’s port has: no ' +
      'endpoint serves it.',
    zh: '{service} 的 targetPort "{name}" 是端口名，但没有容器端口叫这个名字，所以没有端点。',
  },
  'nobody-listens': {
    en: 'The packet came to {place}, but nobody listens on port {port}. It listens on: {ports}.',
    zh: '数据包到达了 {place}，但没有程序监听端口 {port}。它监听的是：{ports}。',
  },
  'headless-maps-no-port': {
    en:
      '{service} is headless: its name is the addresses of its Pods, and no rule turns port ' +
      '{port} into targetPort {target}. Clients must ask the Pods’ own port.',
    zh:
      '{service} 是 headless：它的名字就是 Pod 的地址，没有规则把端口 {port} 换成 ' +
      'targetPort {target}。客户端必须直接使用 Pod 自己的端口。',
  },
  'listens-on-loopback': {
    en:
      'The program in {place} listens on 127.0.0.1 alone: nobody outside of the Pod ' +
      'reaches port {port}.',
    zh: '{place} 里的程序只监听 127.0.0.1：Pod 之外无人能访问端口 {port}。',
  },
  'no-local-endpoint': {
    en:
      'The traffic policy of {service} is Local, and {node} has no endpoint; these ' +
      'nodes have: {nodes}.',
    zh: '{service} 的流量策略是 Local，而 {node} 上没有端点；有端点的节点：{nodes}。',
  },
  'outside-source-ranges': {
    en: '{source} is in none of the source ranges of {service}: {ranges}.',
    zh: '{source} 不在 {service} 允许的来源网段内：{ranges}。',
  },
  'no-such-port': {
    en: '{service} has no port {port}; it has {ports}. No rule is for it.',
    zh: '{service} 没有端口 {port}，只有 {ports}。没有规则匹配。',
  },
  'port-of-other-protocol': {
    en:
      'Port {port} of {service} is for {has}, and this is {protocol}: rules are for one ' +
      'protocol, so none is for this packet.',
    zh: '{service} 的端口 {port} 是 {has} 的，而这个请求是 {protocol}：规则只针对一种协议，没有规则匹配这个数据包。',
  },
  'service-answers-no-ping': {
    en: 'A ClusterIP is an address in rules for TCP and UDP; nobody is there to answer a ping.',
    zh: 'ClusterIP 只是 TCP/UDP 规则里的地址，没有谁会应答 ping。',
  },
  'cluster-ip-outside': {
    en:
      'A ClusterIP means something on nodes and in Pods only. From outside, no route ' +
      'leads to {service}.',
    zh: 'ClusterIP 只在节点和 Pod 里有意义。从集群外没有路由通向 {service}。',
  },
  'pending-address': {
    en:
      'The load balancer of {service} has no address: in this environment ' +
      '({environment}) nobody gives it one.',
    zh: '{service} 的负载均衡器没有地址：在这个环境（{environment}）里没有人分配。',
  },
  'address-of-nobody': {
    en: 'Nobody has the address {address}.',
    zh: '没有谁拥有地址 {address}。',
  },
  'endpoint-gone': {
    en: 'The endpoint {address} of {service} does not answer: nobody has that address any more.',
    zh: '{service} 的端点 {address} 没有应答：这个地址已不属于任何 Pod。',
  },
  'node-cut': { en: 'The network cable of {node} is pulled.', zh: '{node} 的网线被拔掉了。' },
  'node-port-unknown': {
    en: 'No Service has the node port {port}. There are: {ports}.',
    zh: '没有 Service 使用节点端口 {port}。现有：{ports}。',
  },
  'other-proxy': {
    en: '{service} is left to another proxy, {proxy}: kube-proxy writes no rules for it.',
    zh: '{service} 交给了另一个代理 {proxy}：kube-proxy 不为它写规则。',
  },
  'invalid-on-return': {
    en: 'The answer went another way, and {node} takes what follows for invalid.',
    zh: '应答走了另一条路，{node} 把后续数据包当作无效丢弃。',
  },
  'http-status': {
    en: '{server} answered, with status {status}.',
    zh: '{server} 回答了，状态码 {status}。',
  },
  'tls-expected': {
    en: 'The server speaks HTTPS on this port.',
    zh: '服务器在这个端口上只说 HTTPS。',
  },
  'plain-expected': {
    en: 'The server speaks plain HTTP on this port.',
    zh: '服务器在这个端口上说的是明文 HTTP。',
  },
  'other-protocol': {
    en: '{server} answered, but not in HTTP: another protocol is spoken on port {port}.',
    zh: '{server} 应答了，但不是 HTTP：端口 {port} 上说的是另一种协议。',
  },
  'no-answer': {
    en: '{place} got the packet, and sent no answer.',
    zh: '{place} 收到了数据包，但没有应答。',
  },
  'answer-lost': {
    en:
      '{place} answered, but from {address}: ' +
      'the client has asked {asked}, and knows of no such answer.',
    zh: '{place} 应答了，但来自 {address}：客户端请求的是 {asked}，不认识这个应答。',
  },
  'policy-not-enforced': {
    en:
      'NetworkPolicy {policy} selects {pod}, but this playground stores policies only: ' +
      'nothing enforces them.',
    zh: 'NetworkPolicy {policy} 选中了 {pod}，但这里只保存策略，并不执行。',
  },
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
  change: { en: 'A change that helps', zh: '可以这样改' },
  apply: { en: 'Apply', zh: '应用' },
  instead: { en: 'Ask instead', zh: '改为请求' },
  steps: { en: 'Steps', zh: '步骤' },
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
  unchangeable: {
    en: 'A Pod’s spec stays as it is: change it in the manifest and create the Pod anew.',
    zh: 'Pod 的 spec 不能修改：请在清单中改好，再重新创建 Pod。',
  },
} as const satisfies Record<string, Text>

/** What fills a text; a list is told one after the other. */
type Fillings = Readonly<Record<string, string | number | readonly string[]>>

/** What a step is called. */
export const stepText = (code: Step['code'], locale: Locale): string => steps[code][locale]

/** What a cause means. */
export function causeText(code: CauseCode, data: Fillings, locale: Locale): string {
  const told = Object.entries(data).map(([slot, value]) => [
    slot,
    typeof value === 'object' ? value.join(', ') || '–' : value,
  ])
  return fill(causes[code][locale], Object.fromEntries(told))
}

/** A word of the view, by name. */
export type Word = keyof typeof words
