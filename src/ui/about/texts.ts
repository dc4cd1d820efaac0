import { ownTexts, useLocale } from '../i18n'

const en = {
  title: 'About this playground',
  what:
    'A whole Kubernetes cluster is simulated in this page, to understand Services on. ' +
    'Nothing you see is scripted, and nothing leaves the tab.',
  engine: 'Engine',
  'engine.version': '{version}, told in each link',
  kubernetes: 'Kubernetes',
  'kubernetes.version': '{version}, as its API server, kubectl, kube-proxy and CoreDNS behave',
  truth: 'How true it is',
  'truth.about': 'Each behaviour, its source, the tests that hold it, and what is otherwise.',
  'truth.show': 'What is true here',
  offline: 'Without a network',
  'offline.unknown': 'Not looked at yet',
  'offline.keeping': 'Being kept on this machine …',
  'offline.kept': 'Works offline, all of it',
  'offline.failed': 'Not kept: something could not be loaded, or there is no room',
  'offline.unasked': 'Not kept, since your browser saves data: 8 MB',
  'offline.embedded': 'Not kept from within another page',
  'offline.impossible': 'Not possible here: it takes HTTPS, and a window that is not private',
  keep: 'Keep it',
  again: 'Try again',
  install: 'Install as an app',
  waits: 'A new version is ready. What you do here goes on unchanged.',
  'waits.reload': 'Reloading starts the cluster anew, from your manifest.',
  reload: 'Reload',
  later: 'Later',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  title: '关于',
  what:
    '整个 Kubernetes 集群都在这个页面里模拟运行，用来弄懂 Service。' +
    '你看到的一切都由引擎算出，没有预设的剧本；任何数据都不会离开这个标签页。',
  engine: '引擎',
  'engine.version': '{version}，写在每个链接里',
  kubernetes: 'Kubernetes',
  'kubernetes.version': '{version}：API server、kubectl、kube-proxy 和 CoreDNS 的行为以它为准',
  truth: '有多真实',
  'truth.about': '每种行为、它的出处、保证它的测试，以及与真实集群的不同之处。',
  'truth.show': '这里有哪些是真的',
  offline: '离线使用',
  'offline.unknown': '尚未检查',
  'offline.keeping': '正在保存到本机……',
  'offline.kept': '可离线使用，全部功能都在',
  'offline.failed': '未能保存：有内容加载失败，或空间不足',
  'offline.unasked': '浏览器开启了省流量模式，尚未保存（8 MB）',
  'offline.embedded': '嵌入在其他页面中，不保存',
  'offline.impossible': '此处无法保存：需要 HTTPS，且不能是无痕窗口',
  keep: '保存到本机',
  again: '重试',
  install: '安装为应用',
  waits: '新版本已就绪。你正在做的一切照常进行。',
  'waits.reload': '刷新后，集群会按你的清单重新启动。',
  reload: '刷新',
  later: '稍后',
}

const texts = ownTexts(en, zh)

/** The texts of this folder, in the language spoken here. */
export const useAboutSay = () => texts[useLocale()]
