import type { FieldDocs } from '../field-docs'
import { access } from './access'
import { autoscaling } from './autoscaling'
import { cluster } from './cluster'
import { containers } from './containers'
import { jobs } from './jobs'
import { meta } from './meta'
import { networking } from './networking'
import { placement } from './placement'
import { pods } from './pods'
import { security } from './security'
import { services } from './services'
import { storage } from './storage'
import { workloads } from './workloads'

/** The same in Chinese. */
export const zh: FieldDocs = {
  ...meta,
  ...services,
  ...networking,
  ...workloads,
  ...autoscaling,
  ...jobs,
  ...pods,
  ...containers,
  ...storage,
  ...placement,
  ...security,
  ...access,
  ...cluster,
}
