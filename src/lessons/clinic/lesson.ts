import type { Lesson } from '../lesson'
import { keepAlive } from './steps/keep-alive'
import { labelsOnDeployment } from './steps/labels-on-deployment'
import { localDrops } from './steps/local-drops'
import { loopback } from './steps/loopback'
import { nodePortRange } from './steps/nodeport-range'
import { notReady } from './steps/not-ready'
import { pending } from './steps/pending'
import { selectorTooWide } from './steps/selector-too-wide'
import { selectorTypo } from './steps/selector-typo'
import { shortName } from './steps/short-name'
import { targetPort } from './steps/target-port'
import { threePorts } from './steps/three-ports'

/** Incidents: each is known by its symptoms, and over when traffic flows. */
export const clinic: Lesson = {
  id: 'clinic',
  kind: 'clinic',
  steps: [
    selectorTypo,
    selectorTooWide,
    labelsOnDeployment,
    targetPort,
    loopback,
    notReady,
    threePorts,
    nodePortRange,
    pending,
    shortName,
    keepAlive,
    localDrops,
  ],
}
