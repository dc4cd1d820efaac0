import { failed, instant } from './commands/command'
import { systemFiles } from './files/system-files'
import { getent } from './getent'
import { defineImage } from './image'
import { runningWithShell, withShell } from './shell'

const apk = instant(() =>
  failed('apk: there are no packages here; netshoot and curlimages/curl bring what one looks for'),
)

/** busybox with musl, and the usual directories. */
export const alpine = defineImage({
  name: 'alpine',
  tags: [/^3(\.\d{1,2}(\.\d{1,2})?)?$/, 'edge'],
  sizeBytes: 3_640_000,
  entrypoint: [],
  command: ['/bin/sh'],
  exposes: [],
  libc: () => 'musl',
  files: () => systemFiles,
  ...runningWithShell(withShell({ apk, getent })),
})
