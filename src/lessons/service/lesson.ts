import { first } from '../../scenarios/presets'
import { fromClient } from '../../scenarios/presets/parts'
import type { Lesson } from '../lesson'

const web = { app: 'web' }
const byName = { by: { traffic: 'by-name' }, answeredBy: web } as const
const nameless = { by: { traffic: 'by-name' }, outcome: 'timeout' } as const
const byAddress = { by: { traffic: 'by-address' } } as const
const unanswered = { ...byAddress, outcome: 'timeout' } as const

/** Service: discovery and load balancing. */
export const service: Lesson = {
  id: 'service',
  kind: 'walk',
  steps: [
    {
      id: 'why',
      start: {
        manifest: first.scenario('en').manifest,
        traffic: [
          fromClient('http://web-svc', { name: 'by-name' }),
          fromClient('http://10.244.0.2:8080', { name: 'by-address', timeoutSeconds: 2 }),
        ],
      },
      question: {
        right: 2,
        deeds: [{ line: 'kubectl delete pod web-8648f44bb4-qm4n4' }, { seconds: 10 }],
        proofs: [
          [byName, byAddress],
          [byName, unanswered],
          [nameless, unanswered],
        ],
      },
      goals: [{ by: { traffic: 'by-address' }, answeredBy: web, pods: 3 }],
      ways: [
        [{ client: 'by-address', set: { url: 'http://web-svc' } }],
        [{ client: 'by-address', set: { url: 'http://10.100.74.237' } }],
      ],
    },
  ],
}
