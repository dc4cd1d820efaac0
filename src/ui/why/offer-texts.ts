import { ownTexts } from '../i18n'

/** The texts of chains, and of the ways out that they offer. */
export const offerSays = ownTexts(
  {
    because: 'because',
    since: 'for {span}',
    another: 'Another way',
    way: 'What would change it',
    kept: 'What would help is offered here once a hint is open: find it first.',
    mendNode: 'Mend {node}',
    mendPod: 'Mend what was broken by hand',
    environment: 'The same objects on a new cluster where somebody gives addresses:',
    open: 'Open on {environment}',
    line: 'Without a load balancer, from your machine:',
    run: 'Run it',
    replace: 'Replace the Pod',
    replaceWhy: 'A running Pod’s spec stays as it is: the Pod is deleted and made anew.',
  },
  {
    because: '因为',
    since: '已持续 {span}',
    another: '另一种办法',
    way: '怎样才会改变',
    kept: '先自己找一找：打开一条提示后，这里会给出修改办法。',
    mendNode: '修复 {node}',
    mendPod: '修复手动造成的故障',
    environment: '把同样的对象放到有人分配地址的新集群上：',
    open: '在 {environment} 上打开',
    line: '不用负载均衡器，从你的机器访问：',
    run: '运行',
    replace: '替换这个 Pod',
    replaceWhy: '运行中的 Pod 的 spec 不能修改：会删除它，再重新创建。',
  },
)
