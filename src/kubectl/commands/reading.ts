import type { Command } from '../command'
import { apiResources } from './api-resources'
import { apiVersions } from './api-versions'
import { auth } from './auth'
import { clusterInfo } from './cluster-info'
import { completion } from './completion'
import { config } from './config'
import { describe } from './describe'
import { events } from './events'
import { explain } from './explain'
import { get } from './get'
import { alpha, help, optionsCommand, plugin } from './help'
import { logs } from './logs'
import { top } from './top'
import { version } from './version'
import { wait } from './wait'

/** Verbs that change nothing in the cluster. */
export const reading: readonly Command[] = [
  explain,
  get,
  clusterInfo,
  top,
  describe,
  logs,
  auth,
  events,
  wait,
  completion,
  apiResources,
  apiVersions,
  config,
  plugin,
  version,
  optionsCommand,
  alpha,
  help,
]
