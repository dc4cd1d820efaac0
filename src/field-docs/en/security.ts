/** Texts on what containers are allowed on their nodes, in English. */
export const security = {
  'SecurityContext.runAsUser': 'User number of the program. Default: the image’s.',
  'SecurityContext.runAsGroup': 'Group number of the program. Default: the runtime’s.',
  'SecurityContext.runAsNonRoot': 'Refuse to start as user 0. Default: `false`.',
  'SecurityContext.privileged': 'All rights on the node. Default: `false`.',
  'SecurityContext.allowPrivilegeEscalation':
    'Whether a process may get more rights than its parent. Default: `true`.',
  'SecurityContext.readOnlyRootFilesystem':
    'Whether the image’s files can only be read. Default: `false`.',
  'SecurityContext.capabilities': 'Single rights of root, added or dropped.',
  'SecurityContext.procMount':
    'How `/proc` is mounted. Default: `Default`, with parts of it hidden.',
  'SecurityContext.procMount.Default': 'Parts of `/proc` are hidden or can only be read.',
  'SecurityContext.procMount.Unmasked': 'All of `/proc`. Needs `hostUsers: false`.',
  'SecurityContext.appArmorProfile': 'AppArmor profile that limits the container.',
  'SecurityContext.seccompProfile': 'System calls the container may make.',
  'SecurityContext.seLinuxOptions': 'SELinux label of the container.',
  'SecurityContext.windowsOptions': 'Settings for containers on Windows.',
  'Capabilities.add': 'Rights to add, such as `NET_ADMIN`.',
  'Capabilities.drop': 'Rights to drop, such as `ALL`.',
  'AppArmorProfile.type':
    'Which profile: `RuntimeDefault`, `Unconfined`, or `Localhost` for one of the node’s.',
  'AppArmorProfile.type.RuntimeDefault': 'The container runtime’s own profile.',
  'AppArmorProfile.type.Localhost':
    'A profile that is loaded on the node, named in `localhostProfile`.',
  'AppArmorProfile.type.Unconfined': 'No limits.',
  'AppArmorProfile.localhostProfile': 'Name of the node’s profile, for `Localhost`.',
  'SeccompProfile.type':
    'Which profile: `RuntimeDefault`, `Unconfined`, or `Localhost` for a file of the node’s.',
  'SeccompProfile.type.RuntimeDefault': 'The container runtime’s own list.',
  'SeccompProfile.type.Localhost': 'A file of the node, named in `localhostProfile`.',
  'SeccompProfile.type.Unconfined': 'No limits.',
  'SeccompProfile.localhostProfile': 'Path of that file, for `Localhost`.',
  'SELinuxOptions.user': 'User part of the label.',
  'SELinuxOptions.role': 'Role part of the label.',
  'SELinuxOptions.type': 'Type part of the label.',
  'SELinuxOptions.level': 'Level part of the label.',
  'WindowsSecurityContextOptions.runAsUserName': 'User name of the program.',
  'WindowsSecurityContextOptions.hostProcess':
    'Whether it runs on the host itself. Default: `false`.',
  'WindowsSecurityContextOptions.gmsaCredentialSpecName':
    'Name of the service account’s credentials.',
  'WindowsSecurityContextOptions.gmsaCredentialSpec': 'The credentials themselves.',
  'PodSecurityContext.runAsUser': 'User number of all programs. Default: each image’s.',
  'PodSecurityContext.runAsGroup': 'Group number of all programs.',
  'PodSecurityContext.runAsNonRoot': 'Refuse to start containers as user 0. Default: `false`.',
  'PodSecurityContext.fsGroup': 'Group that volumes belong to.',
  'PodSecurityContext.fsGroupChangePolicy':
    'Whether that group is set always or only when the top of the volume has another. Default: `Always`.',
  'PodSecurityContext.fsGroupChangePolicy.Always':
    'At every start, file by file: slow for large volumes.',
  'PodSecurityContext.fsGroupChangePolicy.OnRootMismatch':
    'Only if the top directory has another group or other rights.',
  'PodSecurityContext.supplementalGroups': 'Further groups of all programs.',
  'PodSecurityContext.supplementalGroupsPolicy':
    'Whether groups from the image count, too. Default: `Merge`, they do.',
  'PodSecurityContext.supplementalGroupsPolicy.Merge':
    'Also groups that the image’s `/etc/group` gives the user.',
  'PodSecurityContext.supplementalGroupsPolicy.Strict': 'Only groups that the manifest names.',
  'PodSecurityContext.sysctls': 'Kernel settings of the Pod.',
  'PodSecurityContext.appArmorProfile': 'AppArmor profile that limits all containers.',
  'PodSecurityContext.seccompProfile': 'System calls the containers may make.',
  'PodSecurityContext.seLinuxOptions': 'SELinux label of all containers.',
  'PodSecurityContext.seLinuxChangePolicy':
    'How volumes get the label: `MountOption` or `Recursive`.',
  'PodSecurityContext.windowsOptions': 'Settings for containers on Windows.',
  'Sysctl.name': 'Name of the setting, such as `net.ipv4.ip_unprivileged_port_start`.',
  'Sysctl.value': 'Its value, as text.',
} as const
