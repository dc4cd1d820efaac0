import { ownTexts, useLocale } from '../i18n'

const en = {
  question: 'DNS question',
  nameServer: 'Name server',
  forward: 'Port-forward',
  server: 'Answered by',
  began: 'Began at',
  legs: 'The way, with true times',
  again: 'Send another like it…',
  query: 'asks DNS',
  answer: 'DNS answers',
  connect: 'connects',
  refusal: 'is refused',
  request: 'sends the request',
  response: 'answers',
  lost: 'is lost',
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  question: 'DNS 查询',
  nameServer: 'DNS 服务器',
  forward: '端口转发',
  server: '响应者',
  began: '开始于',
  legs: '路径与真实耗时',
  again: '照样再发一个…',
  query: '查询 DNS',
  answer: 'DNS 应答',
  connect: '建立连接',
  refusal: '被拒绝',
  request: '发送请求',
  response: '响应',
  lost: '丢失',
}

const says = ownTexts(en, zh)

/** The texts of a request's details in the page's language. */
export const useRequestSay = () => says[useLocale()]
