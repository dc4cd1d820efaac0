import type { FindingCode } from '../../engine/api/finding'
import type { CauseCode } from '../../engine/api/trace'
import { fill, type Locale } from '../i18n'
import { links } from './links'

/** A text in both languages; `{slots}` are filled from a cause's data. */
type Text = Readonly<Record<Locale, string>>

/** What causes and findings mean. */
export const reasons: Readonly<Record<CauseCode | FindingCode, Text>> = {
  ...links,
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
    en:
      'The packet came to {place}, but nobody listens on port {port}. ' +
      'Ports it listens on: {ports}.',
    zh: '数据包到达了 {place}，但没有程序监听端口 {port}。它监听的端口：{ports}。',
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
  'proxy-hangs': {
    en:
      'The kube-proxy of {node} hangs: its rules are those of before, whatever has changed ' +
      'since.',
    zh: '{node} 的 kube-proxy 已挂起：它的规则还是以前的，之后的变化都没有写入。',
  },
  'app-hangs': {
    en:
      'The app of {pod} hangs: its kernel takes connections, nobody answers. ' +
      'A liveness probe would have it restarted.',
    zh: '{pod} 的应用已挂起：内核接受连接，但没有进程应答。有存活探针的话会被重启。',
  },
  'app-slow': {
    en: 'The app of {pod} takes {slow} s longer for each answer than it did.',
    zh: '{pod} 的应用每次应答都慢了 {slow} 秒。',
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
  'labels-not-on-template': {
    en:
      '{kind} {name} has the labels that {service} wants, {selector}, but its Pods do not: ' +
      'they get those of its template, {labels}.',
    zh: '{kind} {name} 自己有 {service} 要的标签 {selector}，但它的 Pod 没有：Pod 的标签来自模板，是 {labels}。',
  },
  'pods-elsewhere': {
    en:
      'The selector {selector} of {service} matches nothing in its namespace {namespace}; {pods} ' +
      'Pods in {other} would match. A Service selects in its own namespace only.',
    zh:
      '{service} 的选择器 {selector} 在自己的命名空间 {namespace} 里没有选中 Pod；' +
      '{other} 里有 {pods} 个符合。Service 只选择自己命名空间里的 Pod。',
  },
  'selects-other-apps': {
    en: 'The selector {selector} of {service} takes the Pods of several apps: {apps}.',
    zh: '{service} 的选择器 {selector} 同时选中了几个应用的 Pod：{apps}。',
  },
  'same-pods': {
    en: '{service} and {other} select the same Pods, {selector}, by the same ports.',
    zh: '{service} 和 {other} 用相同的端口选择了同样的 Pod（{selector}）。',
  },
  'port-name-missing-on-some': {
    en: 'These Pods of {service} have no port named "{name}", and get no requests for it: {pods}.',
    zh: '{service} 的这些 Pod 没有名为 "{name}" 的端口，不会收到发往它的请求：{pods}。',
  },
  'container-port-unheard': {
    en:
      'Nobody listens on containerPort {port} of {pod}; ports it listens on: {ports}. ' +
      'A containerPort is for people to read: it opens nothing.',
    zh: '{pod} 的 containerPort {port} 无人监听，程序监听的端口：{ports}。containerPort 只是给人看的说明，不会打开端口。',
  },
  'headless-keeps-ports': {
    en:
      '{service} is headless: its name is its Pods’ addresses, so that nobody turns port {port} ' +
      'into {target}. Clients must ask for {target}.',
    zh: '{service} 是 headless：名字直接解析为 Pod 的地址，没有谁把端口 {port} 换成 {target}。客户端要直接访问 {target}。',
  },
  'some-not-ready': {
    en: '{ready} of {all} Pods of {service} are ready. Not ready: {pods}.',
    zh: '{service} 的 {all} 个 Pod 中有 {ready} 个就绪。未就绪：{pods}。',
  },
  'affinity-by-address': {
    en:
      '{service} keeps each client address at one Pod for {seconds} s. All who come from behind ' +
      'one address, as of a proxy, share that Pod.',
    zh: '{service} 会把同一来源地址固定到一个 Pod 上 {seconds} 秒。经过同一个代理地址来的请求都会落到同一个 Pod。',
  },
  'external-name-keeps-host': {
    en:
      'Who asks {service} is led to {alias}, but HTTP requests still say Host: {service}, and ' +
      'TLS expects a certificate of that name.',
    zh: '访问 {service} 会被引到 {alias}，但 HTTP 请求的 Host 仍是 {service}，TLS 也要求证书是这个名字。',
  },
  'ingress-not-served': {
    en: 'Ingress {ingress} is stored only: no controller here serves it.',
    zh: 'Ingress {ingress} 只是被保存，这里没有控制器为它服务。',
  },
}

/** What fills a text; a list is told one after the other. */
type Fillings = Readonly<Record<string, string | number | readonly string[]>>

/** What stands where a list has nothing in it. */
const none: Readonly<Record<Locale, string>> = { en: 'none', zh: '无' }

/** What a cause or a finding means. */
export function reasonText(code: CauseCode | FindingCode, data: Fillings, locale: Locale): string {
  const told = Object.entries(data).map(([slot, value]) => [
    slot,
    typeof value === 'object' ? value.join(', ') || none[locale] : value,
  ])
  return fill(reasons[code][locale], Object.fromEntries(told))
}
