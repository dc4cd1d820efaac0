import type { Finding } from '../../api/finding'
import type { ApiResponse } from '../../api/request'
import type { View } from '../trace/view'
import { serviceFindings } from './services'
import { storedFindings } from './stored'
import { wardOf } from './ward'

/** Tells everything that is found. */
export const doctorAnswer = (view: View): ApiResponse => ({
  status: 200,
  body: { findings: findingsOf(view) },
})

/** What is wrong with a cluster's Services and what stands behind them, the gravest first. */
export function findingsOf(view: View): readonly Finding[] {
  const ward = wardOf(view)
  const found = [...serviceFindings(ward), ...storedFindings(ward)]
  return found.sort((one, other) => gravity[one.severity] - gravity[other.severity])
}

const gravity = { error: 0, warning: 1, hint: 2 } as const
