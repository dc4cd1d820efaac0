import { servedGroups } from './discovery/served'

/** What is told of an object that nobody has written: its name, and what it holds. */
export interface ToldObject {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly content: object
}

const AUTOMANAGED = { 'kube-aggregator.kubernetes.io/automanaged': 'onstart' }

/** One for each group version that is served (kube-aggregator, apiserver/apiservice). */
export const apiServices = (): readonly ToldObject[] =>
  servedGroups().flatMap(({ name: group, versions }) =>
    versions.map(({ version }) => ({
      name: `${version}.${group}`,
      labels: AUTOMANAGED,
      content: {
        spec: { ...(group === '' ? {} : { group }), version },
        status: {
          conditions: [
            {
              type: 'Available',
              status: 'True',
              reason: 'Local',
              message: 'Local APIServices are always available',
            },
          ],
        },
      },
    })),
  )

const [BY_NAMESPACE, BY_USER, ALL] = ['ByNamespace', 'ByUser', undefined]

/** Name, level, precedence and what tells flows apart (apis/flowcontrol/bootstrap). */
const FLOWS = [
  ['catch-all', 'catch-all', 10_000, BY_USER],
  ['endpoint-controller', 'workload-high', 150, BY_USER],
  ['exempt', 'exempt', 1, ALL],
  ['global-default', 'global-default', 9_900, BY_USER],
  ['kube-controller-manager', 'workload-high', 800, BY_NAMESPACE],
  ['kube-scheduler', 'workload-high', 800, BY_NAMESPACE],
  ['kube-system-service-accounts', 'workload-high', 900, BY_NAMESPACE],
  ['probes', 'exempt', 2, ALL],
  ['service-accounts', 'workload-low', 9_000, BY_USER],
  ['system-leader-election', 'leader-election', 100, BY_USER],
  ['system-node-high', 'node-high', 400, BY_USER],
  ['system-nodes', 'system', 500, BY_USER],
  ['workload-leader-election', 'leader-election', 200, BY_USER],
] as const

/** Name, shares, and how many queues there are, of which each flow is dealt so many. */
const LEVELS = [
  ['catch-all', 5],
  ['exempt'],
  ['global-default', 20, 128, 6],
  ['leader-election', 10, 16, 4],
  ['node-high', 40, 64, 6],
  ['system', 30, 64, 6],
  ['workload-high', 40, 128, 6],
  ['workload-low', 100, 128, 6],
] as const

/** By which rule the API server puts a request into a level of priority. */
export const flowSchemas = (): readonly ToldObject[] =>
  FLOWS.map(([name, level, matchingPrecedence, type]) => ({
    name,
    content: {
      spec: {
        priorityLevelConfiguration: { name: level },
        matchingPrecedence,
        ...(type && { distinguisherMethod: { type } }),
      },
      status: { conditions: [{ type: 'Dangling', status: 'False', reason: 'Found' }] },
    },
  }))

/** How many requests of each level may be at work at once. */
export const priorityLevels = (): readonly ToldObject[] =>
  LEVELS.map(([name, nominalConcurrencyShares, queues, handSize]) => ({
    name,
    content: {
      spec:
        nominalConcurrencyShares === undefined
          ? { type: 'Exempt', exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } }
          : {
              type: 'Limited',
              limited: {
                nominalConcurrencyShares,
                limitResponse:
                  queues === undefined
                    ? { type: 'Reject' }
                    : { type: 'Queue', queuing: { queues, handSize, queueLengthLimit: 50 } },
              },
            },
      status: {},
    },
  }))
