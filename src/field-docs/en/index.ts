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

/**
 * What fields mean, for those who learn: keyed by Go type and field, `Type.field.Value` for one of
 * a field's values, and `Kind` alone for a kind. Our own words; names and limits are Kubernetes'.
 */
export const en = {
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
} as const
