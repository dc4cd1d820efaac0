/** Texts on volumes and claims, in English. */
export const storage = {
  'Volume.name': 'Name of the volume, a DNS label, unique in the Pod.',
  'Volume.emptyDir': 'An empty directory that lives as long as the Pod.',
  'Volume.configMap': 'The keys of a ConfigMap as files.',
  'Volume.secret': 'The keys of a Secret as files, in memory.',
  'Volume.hostPath': 'A path of the node. Ties the Pod to what that node has.',
  'Volume.downwardAPI': 'Fields of the Pod as files.',
  'Volume.projected': 'Several of these sources in one directory.',
  'Volume.persistentVolumeClaim': 'Storage that outlives the Pod, through a claim.',
  'Volume.ephemeral': 'Storage from a claim that is made and deleted with the Pod.',
  'Volume.image': 'The files of an image.',
  'Volume.csi': 'Storage from a CSI driver, made with the Pod.',
  'Volume.nfs': 'A directory of an NFS server.',
  'Volume.iscsi': 'A disk over iSCSI.',
  'Volume.awsElasticBlockStore': 'A disk of AWS.',
  'Volume.azureDisk': 'A disk of Azure.',
  'Volume.azureFile': 'A file share of Azure.',
  'Volume.gcePersistentDisk': 'A disk of Google Cloud.',
  'Volume.cephfs': 'A CephFS file system.',
  'Volume.rbd': 'A Ceph block device.',
  'Volume.cinder': 'A disk of OpenStack.',
  'Volume.fc': 'A disk over Fibre Channel.',
  'Volume.flexVolume': 'Storage from a FlexVolume driver. Deprecated.',
  'Volume.flocker': 'A Flocker volume. No longer supported.',
  'Volume.gitRepo': 'The files of a Git repository. Deprecated.',
  'Volume.glusterfs': 'A GlusterFS volume. No longer supported.',
  'Volume.photonPersistentDisk': 'A Photon disk. No longer supported.',
  'Volume.portworxVolume': 'A Portworx volume.',
  'Volume.quobyte': 'A Quobyte volume. No longer supported.',
  'Volume.scaleIO': 'A ScaleIO volume. No longer supported.',
  'Volume.storageos': 'A StorageOS volume. No longer supported.',
  'Volume.vsphereVolume': 'A disk of vSphere.',
  'VolumeMount.name': 'Which volume of the Pod.',
  'VolumeMount.mountPath': 'Where it appears in the container. May not contain `:`.',
  'VolumeMount.readOnly': 'Whether it can only be read. Default: `false`.',
  'VolumeMount.subPath': 'Path within the volume to mount in place of its root.',
  'VolumeMount.subPathExpr': 'Like `subPath`, with `$(NAME)` replaced by variables.',
  'VolumeMount.mountPropagation':
    'Whether later mounts on the node are seen here, and the other way round. Default: `None`.',
  'VolumeMount.mountPropagation.None': 'Mounts made later stay where they are made.',
  'VolumeMount.mountPropagation.HostToContainer':
    'The container sees what is mounted on the node later.',
  'VolumeMount.mountPropagation.Bidirectional':
    'The node sees the container’s mounts, too. Only for privileged containers.',
  'VolumeMount.recursiveReadOnly':
    'Whether `readOnly` holds for mounts inside, too. Default: `Disabled`.',
  'VolumeDevice.name': 'Which claimed volume of the Pod.',
  'VolumeDevice.devicePath': 'Where the device appears in the container.',
  'EmptyDirVolumeSource.medium': 'Empty for the node’s disk, `Memory` for RAM. Default: empty.',
  'EmptyDirVolumeSource.sizeLimit':
    'How much it may hold; beyond it the Pod is evicted. Default: no limit.',
  'ConfigMapVolumeSource.name': 'Name of the ConfigMap.',
  'ConfigMapVolumeSource.items':
    'Which keys become which files. Default: all, each under its own name.',
  'ConfigMapVolumeSource.defaultMode': 'Rights of the files, such as `0644`. Default: `0644`.',
  'ConfigMapVolumeSource.optional':
    'Whether it may be missing. If not, the container waits for it. Default: `false`.',
  'SecretVolumeSource.secretName': 'Name of the Secret.',
  'SecretVolumeSource.items':
    'Which keys become which files. Default: all, each under its own name.',
  'SecretVolumeSource.defaultMode': 'Rights of the files, such as `0400`. Default: `0644`.',
  'SecretVolumeSource.optional':
    'Whether it may be missing. If not, the container waits for it. Default: `false`.',
  'KeyToPath.key': 'Key to take.',
  'KeyToPath.path': 'Relative path of its file.',
  'KeyToPath.mode': 'Rights of its file. Default: `defaultMode`.',
  'HostPathVolumeSource.path': 'Path on the node.',
  'HostPathVolumeSource.type':
    'What must be there, such as `Directory` or `FileOrCreate`. Default: no check.',
  'HostPathVolumeSource.type.DirectoryOrCreate': 'A directory; made if it is missing.',
  'HostPathVolumeSource.type.Directory': 'A directory that exists.',
  'HostPathVolumeSource.type.FileOrCreate': 'A file; made, empty, if it is missing.',
  'HostPathVolumeSource.type.File': 'A file that exists.',
  'HostPathVolumeSource.type.Socket': 'A Unix socket that exists.',
  'HostPathVolumeSource.type.CharDevice': 'A character device that exists.',
  'HostPathVolumeSource.type.BlockDevice': 'A block device that exists.',
  'DownwardAPIVolumeSource.items': 'Which fields become which files.',
  'DownwardAPIVolumeSource.defaultMode': 'Rights of the files. Default: `0644`.',
  'DownwardAPIVolumeFile.path': 'Relative path of the file.',
  'DownwardAPIVolumeFile.fieldRef':
    'Field of the Pod: its labels, annotations, name, namespace or uid.',
  'DownwardAPIVolumeFile.resourceFieldRef': 'A request or limit of a container.',
  'DownwardAPIVolumeFile.mode': 'Rights of the file. Default: `defaultMode`.',
  'PersistentVolumeClaimVolumeSource.claimName': 'Name of the claim, in the same namespace.',
  'PersistentVolumeClaimVolumeSource.readOnly': 'Whether it can only be read. Default: `false`.',
  'ProjectedVolumeSource.sources': 'The sources, all in one directory.',
  'ProjectedVolumeSource.defaultMode': 'Rights of the files. Default: `0644`.',
  'VolumeProjection.configMap': 'Keys of a ConfigMap.',
  'VolumeProjection.secret': 'Keys of a Secret.',
  'VolumeProjection.downwardAPI': 'Fields of the Pod.',
  'VolumeProjection.serviceAccountToken': 'A token of the Pod’s account.',
  'VolumeProjection.clusterTrustBundle': 'Certificates that the cluster trusts.',
  'VolumeProjection.podCertificate': 'A certificate made for the Pod.',
  'ConfigMapProjection.name': 'Name of the ConfigMap.',
  'ConfigMapProjection.items': 'Which keys become which files. Default: all.',
  'ConfigMapProjection.optional': 'Whether it may be missing. Default: `false`.',
  'SecretProjection.name': 'Name of the Secret.',
  'SecretProjection.items': 'Which keys become which files. Default: all.',
  'SecretProjection.optional': 'Whether it may be missing. Default: `false`.',
  'DownwardAPIProjection.items': 'Which fields become which files.',
  'ServiceAccountTokenProjection.path': 'Relative path of the token’s file.',
  'ServiceAccountTokenProjection.audience': 'For whom the token is. Default: the API server.',
  'ServiceAccountTokenProjection.expirationSeconds':
    'Seconds it is good for; it is renewed in time. At least 600. Default: 3600.',

  PersistentVolumeClaim:
    'Asks for storage. This cluster has none to give: the claim stays pending, and so do Pods that use it.',
  'PersistentVolumeClaim.spec':
    'What storage is wanted. Cannot be changed, except that a bound claim may grow.',
  'PersistentVolumeClaimSpec.accessModes': 'How the volume can be mounted. At least one.',
  'PersistentVolumeClaimSpec.accessModes.ReadWriteOnce': 'To read and write, by Pods of one node.',
  'PersistentVolumeClaimSpec.accessModes.ReadOnlyMany': 'Only to read, by Pods of many nodes.',
  'PersistentVolumeClaimSpec.accessModes.ReadWriteMany':
    'To read and write, by Pods of many nodes.',
  'PersistentVolumeClaimSpec.accessModes.ReadWriteOncePod': 'To read and write, by a single Pod.',
  'PersistentVolumeClaimSpec.resources': 'How much storage is wanted.',
  'PersistentVolumeClaimSpec.storageClassName':
    'Storage class that makes the volume. Default: the cluster’s default class. `""` asks for a volume that exists, without a class.',
  'PersistentVolumeClaimSpec.volumeMode':
    'What containers get: files, or a bare device. Default: `Filesystem`.',
  'PersistentVolumeClaimSpec.volumeMode.Filesystem': 'A directory, mounted through `volumeMounts`.',
  'PersistentVolumeClaimSpec.volumeMode.Block':
    'A block device without a file system, through `volumeDevices`.',
  'PersistentVolumeClaimSpec.volumeName':
    'PersistentVolume that the claim is bound to. Usually filled in by the cluster.',
  'PersistentVolumeClaimSpec.selector':
    'Labels that the volume must have. Volumes are then not made on demand.',
  'PersistentVolumeClaimSpec.dataSource':
    'What the new volume is filled from: a VolumeSnapshot or another claim of the namespace.',
  'PersistentVolumeClaimSpec.dataSourceRef': 'Like `dataSource`, but other kinds are allowed, too.',
  'PersistentVolumeClaimSpec.volumeAttributesClassName':
    'VolumeAttributesClass with settings of the volume, such as its speed. May be changed later.',
  'VolumeResourceRequirements.requests':
    'The least storage that will do, such as `storage: 1Gi`. Needed.',
  'VolumeResourceRequirements.limits': 'The most storage that is wanted.',
} as const
