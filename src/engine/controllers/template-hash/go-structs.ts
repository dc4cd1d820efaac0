/**
 * The Go structs of which a Pod template is made, as v1.34 declares them (k8s.io/api/core/v1): each
 * field by its Go name and type, in the order of the declaration. A field without a type is a text;
 * `...` is an embedded struct whose fields JSON has beside the others; after `=` stands a JSON name
 * that does not follow from the Go name. What only vendors' volumes have is not here.
 */
export const goStructs = `
PodTemplateSpec: ObjectMeta=metadata ObjectMeta, Spec PodSpec
ObjectMeta: Name, GenerateName, Namespace, SelfLink, UID types.UID, ResourceVersion,
  Generation int64, CreationTimestamp Time, DeletionTimestamp *Time,
  DeletionGracePeriodSeconds *int64, Labels map[string]string, Annotations map[string]string,
  OwnerReferences []OwnerReference, Finalizers []string, ManagedFields []ManagedFieldsEntry
PodSpec: Volumes []Volume, InitContainers []Container, Containers []Container,
  EphemeralContainers []EphemeralContainer, RestartPolicy RestartPolicy,
  TerminationGracePeriodSeconds *int64, ActiveDeadlineSeconds *int64, DNSPolicy DNSPolicy,
  NodeSelector map[string]string, ServiceAccountName, DeprecatedServiceAccount=serviceAccount,
  AutomountServiceAccountToken *bool, NodeName, HostNetwork bool, HostPID bool, HostIPC bool,
  ShareProcessNamespace *bool, SecurityContext *PodSecurityContext,
  ImagePullSecrets []LocalObjectReference, Hostname, Subdomain, Affinity *Affinity, SchedulerName,
  Tolerations []Toleration, HostAliases []HostAlias, PriorityClassName, Priority *int32,
  DNSConfig *PodDNSConfig, ReadinessGates []PodReadinessGate, RuntimeClassName *string,
  EnableServiceLinks *bool, PreemptionPolicy *PreemptionPolicy, Overhead ResourceList,
  TopologySpreadConstraints []TopologySpreadConstraint, SetHostnameAsFQDN *bool, OS *PodOS,
  HostUsers *bool, SchedulingGates []PodSchedulingGate, ResourceClaims []PodResourceClaim,
  Resources *ResourceRequirements, HostnameOverride *string
Volume: Name, ... VolumeSource
Container: Name, Image, Command []string, Args []string, WorkingDir, Ports []ContainerPort,
  EnvFrom []EnvFromSource, Env []EnvVar, Resources ResourceRequirements,
  ResizePolicy []ContainerResizePolicy, RestartPolicy *ContainerRestartPolicy,
  RestartPolicyRules []ContainerRestartRule, VolumeMounts []VolumeMount,
  VolumeDevices []VolumeDevice, LivenessProbe *Probe, ReadinessProbe *Probe, StartupProbe *Probe,
  Lifecycle *Lifecycle, TerminationMessagePath, TerminationMessagePolicy TerminationMessagePolicy,
  ImagePullPolicy PullPolicy, SecurityContext *SecurityContext, Stdin bool, StdinOnce bool,
  TTY bool
PodSecurityContext: SELinuxOptions *SELinuxOptions, WindowsOptions *WindowsSecurityContextOptions,
  RunAsUser *int64, RunAsGroup *int64, RunAsNonRoot *bool, SupplementalGroups []int64,
  SupplementalGroupsPolicy *SupplementalGroupsPolicy, FSGroup *int64, Sysctls []Sysctl,
  FSGroupChangePolicy *PodFSGroupChangePolicy, SeccompProfile *SeccompProfile,
  AppArmorProfile *AppArmorProfile, SELinuxChangePolicy *PodSELinuxChangePolicy
LocalObjectReference: Name
Affinity: NodeAffinity *NodeAffinity, PodAffinity *PodAffinity, PodAntiAffinity *PodAntiAffinity
Toleration: Key, Operator TolerationOperator, Value, Effect TaintEffect, TolerationSeconds *int64
HostAlias: IP, Hostnames []string
PodDNSConfig: Nameservers []string, Searches []string, Options []PodDNSConfigOption
PodReadinessGate: ConditionType PodConditionType
TopologySpreadConstraint: MaxSkew int32, TopologyKey,
  WhenUnsatisfiable UnsatisfiableConstraintAction, LabelSelector *LabelSelector,
  MinDomains *int32, NodeAffinityPolicy *NodeInclusionPolicy,
  NodeTaintsPolicy *NodeInclusionPolicy, MatchLabelKeys []string
PodOS: Name OSName
PodSchedulingGate: Name
PodResourceClaim: Name, ResourceClaimName *string, ResourceClaimTemplateName *string
ResourceRequirements: Limits ResourceList, Requests ResourceList, Claims []ResourceClaim
VolumeSource: HostPath *HostPathVolumeSource, EmptyDir *EmptyDirVolumeSource,
  GCEPersistentDisk *GCEPersistentDiskVolumeSource,
  AWSElasticBlockStore *AWSElasticBlockStoreVolumeSource, GitRepo *GitRepoVolumeSource,
  Secret *SecretVolumeSource, NFS *NFSVolumeSource, ISCSI *ISCSIVolumeSource,
  Glusterfs *GlusterfsVolumeSource, PersistentVolumeClaim *PersistentVolumeClaimVolumeSource,
  RBD *RBDVolumeSource, FlexVolume *FlexVolumeSource, Cinder *CinderVolumeSource,
  CephFS=cephfs *CephFSVolumeSource, Flocker *FlockerVolumeSource,
  DownwardAPI *DownwardAPIVolumeSource, FC *FCVolumeSource, AzureFile *AzureFileVolumeSource,
  ConfigMap *ConfigMapVolumeSource, VsphereVolume *VsphereVirtualDiskVolumeSource,
  Quobyte *QuobyteVolumeSource, AzureDisk *AzureDiskVolumeSource,
  PhotonPersistentDisk *PhotonPersistentDiskVolumeSource, Projected *ProjectedVolumeSource,
  PortworxVolume *PortworxVolumeSource, ScaleIO *ScaleIOVolumeSource,
  StorageOS=storageos *StorageOSVolumeSource, CSI *CSIVolumeSource,
  Ephemeral *EphemeralVolumeSource, Image *ImageVolumeSource
ContainerPort: Name, HostPort int32, ContainerPort int32, Protocol Protocol, HostIP
EnvFromSource: Prefix, ConfigMapRef *ConfigMapEnvSource, SecretRef *SecretEnvSource
EnvVar: Name, Value, ValueFrom *EnvVarSource
ContainerResizePolicy: ResourceName ResourceName, RestartPolicy ResourceResizeRestartPolicy
ContainerRestartRule: Action ContainerRestartRuleAction,
  ExitCodes *ContainerRestartRuleOnExitCodes
VolumeMount: Name, ReadOnly bool, RecursiveReadOnly *RecursiveReadOnlyMode, MountPath, SubPath,
  MountPropagation *MountPropagationMode, SubPathExpr
VolumeDevice: Name, DevicePath
Probe: ... ProbeHandler, InitialDelaySeconds int32, TimeoutSeconds int32, PeriodSeconds int32,
  SuccessThreshold int32, FailureThreshold int32, TerminationGracePeriodSeconds *int64
Lifecycle: PostStart *LifecycleHandler, PreStop *LifecycleHandler, StopSignal *Signal
SecurityContext: Capabilities *Capabilities, Privileged *bool, SELinuxOptions *SELinuxOptions,
  WindowsOptions *WindowsSecurityContextOptions, RunAsUser *int64, RunAsGroup *int64,
  RunAsNonRoot *bool, ReadOnlyRootFilesystem *bool, AllowPrivilegeEscalation *bool,
  ProcMount *ProcMountType, SeccompProfile *SeccompProfile, AppArmorProfile *AppArmorProfile
SELinuxOptions: User, Role, Type, Level
WindowsSecurityContextOptions: GMSACredentialSpecName *string, GMSACredentialSpec *string,
  RunAsUserName *string, HostProcess *bool
Sysctl: Name, Value
SeccompProfile: Type SeccompProfileType, LocalhostProfile *string
AppArmorProfile: Type AppArmorProfileType, LocalhostProfile *string
NodeAffinity: RequiredDuringSchedulingIgnoredDuringExecution *NodeSelector,
  PreferredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm
PodAffinity: RequiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm,
  PreferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
PodAntiAffinity: RequiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm,
  PreferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
PodDNSConfigOption: Name, Value *string
LabelSelector: MatchLabels map[string]string, MatchExpressions []LabelSelectorRequirement
ResourceClaim: Name, Request
HostPathVolumeSource: Path, Type *HostPathType
EmptyDirVolumeSource: Medium StorageMedium, SizeLimit *resource.Quantity
SecretVolumeSource: SecretName, Items []KeyToPath, DefaultMode *int32, Optional *bool
NFSVolumeSource: Server, Path, ReadOnly bool
PersistentVolumeClaimVolumeSource: ClaimName, ReadOnly bool
DownwardAPIVolumeSource: Items []DownwardAPIVolumeFile, DefaultMode *int32
ConfigMapVolumeSource: ... LocalObjectReference, Items []KeyToPath, DefaultMode *int32,
  Optional *bool
ProjectedVolumeSource: Sources []VolumeProjection, DefaultMode *int32
CSIVolumeSource: Driver, ReadOnly *bool, FSType *string, VolumeAttributes map[string]string,
  NodePublishSecretRef *LocalObjectReference
ImageVolumeSource: Reference, PullPolicy PullPolicy
ConfigMapEnvSource: ... LocalObjectReference, Optional *bool
SecretEnvSource: ... LocalObjectReference, Optional *bool
EnvVarSource: FieldRef *ObjectFieldSelector, ResourceFieldRef *ResourceFieldSelector,
  ConfigMapKeyRef *ConfigMapKeySelector, SecretKeyRef *SecretKeySelector,
  FileKeyRef *FileKeySelector
ContainerRestartRuleOnExitCodes: Operator ContainerRestartRuleOnExitCodesOperator, Values []int32
ProbeHandler: Exec *ExecAction, HTTPGet *HTTPGetAction, TCPSocket *TCPSocketAction,
  GRPC *GRPCAction
LifecycleHandler: Exec *ExecAction, HTTPGet *HTTPGetAction, TCPSocket *TCPSocketAction,
  Sleep *SleepAction
Capabilities: Add []Capability, Drop []Capability
NodeSelector: NodeSelectorTerms []NodeSelectorTerm
PreferredSchedulingTerm: Weight int32, Preference NodeSelectorTerm
PodAffinityTerm: LabelSelector *LabelSelector, Namespaces []string, TopologyKey,
  NamespaceSelector *LabelSelector, MatchLabelKeys []string, MismatchLabelKeys []string
WeightedPodAffinityTerm: Weight int32, PodAffinityTerm PodAffinityTerm
LabelSelectorRequirement: Key, Operator LabelSelectorOperator, Values []string
KeyToPath: Key, Path, Mode *int32
DownwardAPIVolumeFile: Path, FieldRef *ObjectFieldSelector,
  ResourceFieldRef *ResourceFieldSelector, Mode *int32
VolumeProjection: Secret *SecretProjection, DownwardAPI *DownwardAPIProjection,
  ConfigMap *ConfigMapProjection, ServiceAccountToken *ServiceAccountTokenProjection,
  ClusterTrustBundle *ClusterTrustBundleProjection, PodCertificate *PodCertificateProjection
ObjectFieldSelector: APIVersion, FieldPath
ResourceFieldSelector: ContainerName, Resource, Divisor resource.Quantity
ConfigMapKeySelector: ... LocalObjectReference, Key, Optional *bool
SecretKeySelector: ... LocalObjectReference, Key, Optional *bool
FileKeySelector: VolumeName, Path, Key, Optional *bool
ExecAction: Command []string
HTTPGetAction: Path, Port intstr.IntOrString, Host, Scheme URIScheme, HTTPHeaders []HTTPHeader
TCPSocketAction: Port intstr.IntOrString, Host
GRPCAction: Port int32, Service *string
SleepAction: Seconds int64
NodeSelectorTerm: MatchExpressions []NodeSelectorRequirement,
  MatchFields []NodeSelectorRequirement
SecretProjection: ... LocalObjectReference, Items []KeyToPath, Optional *bool
DownwardAPIProjection: Items []DownwardAPIVolumeFile
ConfigMapProjection: ... LocalObjectReference, Items []KeyToPath, Optional *bool
ServiceAccountTokenProjection: Audience, ExpirationSeconds *int64, Path
HTTPHeader: Name, Value
NodeSelectorRequirement: Key, Operator NodeSelectorOperator, Values []string`
