import {
  boolean,
  enumeration,
  given,
  int64,
  list,
  object,
  optional,
  pointer,
  string,
} from '../../api/schema'

const profile = (name: string) =>
  object(name, {
    localhostProfile: pointer(string),
    type: given(enumeration(`${name}Type`, 'Localhost', 'RuntimeDefault', 'Unconfined')),
  })

const appArmorProfile = profile('AppArmorProfile')
const seccompProfile = profile('SeccompProfile')

const seLinuxOptions = object('SELinuxOptions', {
  level: optional(string),
  role: optional(string),
  type: optional(string),
  user: optional(string),
})

const windowsOptions = object('WindowsSecurityContextOptions', {
  gmsaCredentialSpec: pointer(string),
  gmsaCredentialSpecName: pointer(string),
  hostProcess: pointer(boolean),
  runAsUserName: pointer(string),
})

/** What a container may do on its node; stored, and without effect in the simulation. */
export const securityContext = object('SecurityContext', {
  allowPrivilegeEscalation: pointer(boolean),
  appArmorProfile: pointer(appArmorProfile),
  capabilities: pointer(
    object('Capabilities', { add: optional(list(string)), drop: optional(list(string)) }),
  ),
  privileged: pointer(boolean),
  procMount: pointer(enumeration('ProcMountType', 'Default', 'Unmasked')),
  readOnlyRootFilesystem: pointer(boolean),
  runAsGroup: pointer(int64),
  runAsNonRoot: pointer(boolean),
  runAsUser: pointer(int64),
  seLinuxOptions: pointer(seLinuxOptions),
  seccompProfile: pointer(seccompProfile),
  windowsOptions: pointer(windowsOptions),
})

/** What all containers of a Pod may do on its node. */
export const podSecurityContext = object('PodSecurityContext', {
  appArmorProfile: pointer(appArmorProfile),
  fsGroup: pointer(int64),
  fsGroupChangePolicy: pointer(enumeration('PodFSGroupChangePolicy', 'Always', 'OnRootMismatch')),
  runAsGroup: pointer(int64),
  runAsNonRoot: pointer(boolean),
  runAsUser: pointer(int64),
  seLinuxChangePolicy: pointer(string),
  seLinuxOptions: pointer(seLinuxOptions),
  seccompProfile: pointer(seccompProfile),
  supplementalGroups: optional(list(int64)),
  supplementalGroupsPolicy: pointer(enumeration('SupplementalGroupsPolicy', 'Merge', 'Strict')),
  sysctls: optional(list(object('Sysctl', { name: given(string), value: given(string) }))),
  windowsOptions: pointer(windowsOptions),
})
