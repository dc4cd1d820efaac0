import type { JsonObject } from '../json'
import { metadataOf, type Naming } from './metadata'

/** The flags of `create job`. */
export interface JobOptions extends Naming {
  readonly image: string
  readonly command: readonly string[]
}

/** A Job as `create job` makes it (kubectl's create_job.go). */
export const job = (options: JobOptions): JsonObject => ({
  kind: 'Job',
  apiVersion: 'batch/v1',
  metadata: metadataOf(options),
  spec: { template: templateOf(options, 'Never') },
  status: {},
})

/** The flags of `create cronjob`. */
export interface CronJobOptions extends JobOptions {
  readonly schedule: string
  readonly restart: string
}

/** A CronJob as `create cronjob` makes it (kubectl's create_cronjob.go). */
export const cronJob = (options: CronJobOptions): JsonObject => ({
  kind: 'CronJob',
  apiVersion: 'batch/v1',
  metadata: metadataOf(options),
  spec: {
    schedule: options.schedule,
    jobTemplate: {
      metadata: { name: options.name, creationTimestamp: null },
      spec: { template: templateOf(options, options.restart || 'OnFailure') },
    },
  },
  status: {},
})

const templateOf = ({ name, image, command }: JobOptions, restartPolicy: string): JsonObject => ({
  metadata: { creationTimestamp: null },
  spec: {
    containers: [{ name, image, ...(command.length > 0 ? { command } : {}), resources: {} }],
    restartPolicy,
  },
})
