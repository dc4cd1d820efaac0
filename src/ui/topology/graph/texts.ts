import { ownTexts, useLocale } from '../../i18n'

const says = ownTexts(
  {
    close: 'Back to the picture (T)',
    table: 'What the picture shows, as a table',
    thing: 'Thing',
    kind: 'Kind',
    state: 'State',
    address: 'Address',
    leads: 'Leads to',
    client: 'Client',
    balancer: 'Load balancer',
    host: 'Host outside',
    ready: '{ready}/{all} ready',
    idle: 'its Pod is not running',
    asks: '{rate}/s, {failed} of {sent} failed',
    more: 'and {count} more',
    takes: 'selected, ready',
    waits: 'selected, not ready',
    misses: 'not selected',
  },
  {
    close: '返回集群图（T）',
    table: '集群图的表格形式',
    thing: '对象',
    kind: '类型',
    state: '状态',
    address: '地址',
    leads: '通向',
    client: '客户端',
    balancer: '负载均衡器',
    host: '外部主机',
    ready: '{ready}/{all} 就绪',
    idle: '所在 Pod 未运行',
    asks: '{rate}/秒，{sent} 次中失败 {failed} 次',
    more: '另有 {count} 个',
    takes: '选中，就绪',
    waits: '选中，未就绪',
    misses: '未选中',
  },
)

/** The texts of the graph's table. */
export const useGraphSay = () => says[useLocale()]
