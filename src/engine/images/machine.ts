import { curl } from './curl/program'
import { systemFiles } from './files/system-files'
import { defineImage } from './image'
import { runningWithShell, withShell } from './shell'

/** What runs on a machine that is no container: the learner's laptop, a node. */
export const machine = defineImage({
  name: 'playground/machine',
  tags: [],
  sizeBytes: 0,
  entrypoint: [],
  command: [],
  exposes: [],
  files: () => systemFiles,
  ...runningWithShell(withShell({ curl })),
})
