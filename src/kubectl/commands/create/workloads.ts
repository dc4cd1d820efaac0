import type { Flag } from '../../command'
import { failed } from '../../errors'
import { deployment } from '../../generators/deployment'
import { cronJob, job } from '../../generators/job'
import type { JsonObject } from '../../json'
import { cronJobs, deployments, jobs } from '../../resources/known'
import { ownNamespace } from '../../writing/send'
import { fromCronJob } from './from-cronjob'
import { generated } from './generated'

const image = (usage: string, required: boolean): Flag => ({
  name: 'image',
  type: 'string',
  usage,
  required,
})

/** `create deployment`. */
export const createDeployment = generated({
  name: 'deployment',
  aliases: ['deploy'],
  use: 'NAME --image=image -- [COMMAND] [args...]',
  short: 'Create a deployment with the specified name',
  long: 'Create a deployment with the specified name.',
  examples: [
    '# Three Pods of nginx',
    'kubectl create deployment web --image=nginx:alpine --replicas=3',
    '',
    '# A command of its own',
    'kubectl create deployment tools --image=busybox -- sleep 3600',
  ],
  flags: [
    {
      name: 'image',
      type: 'strings',
      usage: 'Images to run; each becomes a container.',
      required: true,
    },
    { name: 'port', type: 'int32', default: '-1', usage: "The first container's port." },
    {
      name: 'replicas',
      shorthand: 'r',
      type: 'int32',
      default: '1',
      usage: 'How many Pods there are to be.',
    },
  ],
  resource: deployments,
  failure: 'deployment:',
  make: (call, name) =>
    deployment({
      name,
      namespace: ownNamespace(call),
      images: call.flags.list('image'),
      command: call.after ?? [],
      replicas: call.flags.integer('replicas'),
      port: call.flags.integer('port'),
      random: (below) => call.world.random(below),
    }),
})

/** `create job`. */
export const createJob = generated({
  name: 'job',
  use: 'NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
  short: 'Create a job with the specified name',
  long: 'Create a job with the specified name.',
  examples: [
    '# Say the date once',
    'kubectl create job once --image=busybox -- date',
    '',
    '# Run what a cron job would run',
    'kubectl create job now --from=cronjob/backup',
  ],
  flags: [
    image('Image to run.', false),
    { name: 'from', type: 'string', usage: 'What to make the job from: cronjob/name.' },
  ],
  resource: jobs,
  failure: 'job:',
  make: (call, name): JsonObject | Promise<JsonObject> => {
    const [ofImage, from] = [call.flags.string('image'), call.flags.string('from')]
    if ((ofImage === '') === (from === '')) {
      throw failed('either --image or --from must be specified')
    }
    const naming = { name, namespace: ownNamespace(call) }
    if (from !== '') {
      if (call.after && call.after.length > 0) throw failed('cannot specify --from and command')
      return fromCronJob(call, from, naming)
    }
    return job({ ...naming, image: ofImage, command: call.after ?? [] })
  },
})

/** `create cronjob`. */
export const createCronJob = generated({
  name: 'cronjob',
  aliases: ['cj'],
  use: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
  short: 'Create a cron job with the specified name',
  long: 'Create a cron job with the specified name.',
  examples: [
    '# Say the date every five minutes',
    'kubectl create cronjob clock --image=busybox --schedule="*/5 * * * *" -- date',
  ],
  flags: [
    image('Image to run.', true),
    { name: 'schedule', type: 'string', usage: 'When, as cron writes it.', required: true },
    {
      name: 'restart',
      type: 'string',
      usage: "The Pod's restartPolicy: OnFailure or Never.",
      values: ['OnFailure', 'Never'],
    },
  ],
  resource: cronJobs,
  failure: 'cronjob:',
  make: ({ flags, after = [], ...call }, name) =>
    cronJob({
      name,
      namespace: ownNamespace({ flags, after, ...call }),
      image: flags.string('image'),
      schedule: flags.string('schedule'),
      restart: flags.string('restart'),
      command: after,
    }),
})
