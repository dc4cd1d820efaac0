import { textOfBase64 } from '../api/base64'
import type { Reader } from '../apiserver/reader'
import type { Mount } from '../images/files/disk'
import { isAccounts, type Mounted, type mountedFor, shownTo } from '../kubelet'
import { fieldOf } from '../kubelet/environment'
import type { Pod } from '../resources'
import type { Volume } from '../resources/pod/volume'

type Texts = Readonly<Record<string, string>>

type Shown = ReturnType<typeof mountedFor>

/**
 * The volumes of a container, as its node mounts them: what comes from the API is as its kubelet
 * last wrote it. `key` is the Pod's `namespace/name`.
 */
export function volumesOf(
  reader: Reader,
  key: string,
  container: string,
  { volumes, files: single }: Shown = {},
): readonly Mount[] {
  const [namespace = '', name = ''] = key.split('/')
  const pod = reader.get('Pod', namespace, name)
  const { containers = [], ephemeralContainers = [], initContainers = [] } = pod?.spec ?? {}
  const all = [...initContainers, ...containers, ...ephemeralContainers]
  const spec = all.find((each) => each.name === container)
  if (!pod || !spec) return []
  const mounts = (spec.volumeMounts ?? []).flatMap((mount): readonly Mount[] => {
    const volume = pod.spec.volumes?.find((each) => each.name === mount.name)
    const path = mount.mountPath.replace(/\/+$/, '') || '/'
    const from = mount.subPath ? `/${mount.subPath.replace(/\/+$/, '')}` : ''
    if (!volume) return []
    const written = isAccounts(volume) ? undefined : from === '' ? volumes : single
    const files = filesIn(volume, written ?? shownTo(pod, reader))
    if (!files) {
      const disk = { name: diskOf(volume, key), from }
      return [{ path, disk, ...(mount.readOnly ? { isReadOnly: true } : {}) }]
    }
    const file = from === '' ? undefined : files[from.slice(1)]
    if (file !== undefined) return [{ path, file }]
    return [{ path, files: from === '' ? files : below(files, from.slice(1)), isReadOnly: true }]
  })
  return [{ path: '/etc/hosts', file: hostsOf(pod) }, ...mounts]
}

const below = (files: Texts, directory: string): Texts =>
  Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) =>
      name.startsWith(`${directory}/`) ? [[name.slice(directory.length + 1), text]] : [],
    ),
  )

// A path of the node is the same for all its Pods; a claim, for all who make it.
function diskOf({ name, hostPath, persistentVolumeClaim }: Volume, pod: string): string {
  if (hostPath) return `hostPath#${hostPath.path}`
  if (!persistentVolumeClaim) return `${pod}#${name}`
  return `claim#${pod.split('/', 1)[0]}/${persistentVolumeClaim.claimName}`
}

type Item = { readonly key: string; readonly path: string }

function chosen(texts: Texts, items: readonly Item[] | undefined): Texts {
  if (!items) return texts
  return Object.fromEntries(
    items.flatMap(({ key, path }) => (texts[key] === undefined ? [] : [[path, texts[key] ?? '']])),
  )
}

function textsOf(mounted: Mounted, kind: 'ConfigMap' | 'Secret', name = ''): Texts {
  const object = mounted.objects.find((each) => each.kind === kind && each.metadata.name === name)
  const data = object?.data ?? {}
  if (kind === 'ConfigMap') return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, textOfBase64(value)]))
}

/** The files of a volume that comes from the API; undefined for one that is a disk. */
function filesIn(volume: Volume, mounted: Mounted): Texts | undefined {
  const { pod } = mounted
  const { configMap, secret, downwardAPI, projected } = volume
  if (configMap) return chosen(textsOf(mounted, 'ConfigMap', configMap.name), configMap.items)
  if (secret) return chosen(textsOf(mounted, 'Secret', secret.secretName), secret.items)
  if (downwardAPI) return fieldsOf(downwardAPI.items ?? [], pod)
  if (!projected) return undefined
  const parts = (projected.sources ?? []).map((source): Texts => {
    if (source.configMap) {
      const { name, items } = source.configMap
      return chosen(textsOf(mounted, 'ConfigMap', name), items)
    }
    if (source.secret) {
      return chosen(textsOf(mounted, 'Secret', source.secret.name), source.secret.items)
    }
    if (source.serviceAccountToken) return { [source.serviceAccountToken.path]: tokenOf(pod) }
    return fieldsOf(source.downwardAPI?.items ?? [], pod)
  })
  return Object.assign({}, ...parts) as Texts
}

type Fields = NonNullable<NonNullable<Volume['downwardAPI']>['items']>

function fieldsOf(items: Fields, pod: Pod): Texts {
  return Object.fromEntries(
    items.map(({ path, fieldRef }) => [path, fieldRef ? field(fieldRef.fieldPath, pod) : '']),
  )
}

// Labels and annotations are files of their own, a line each.
function field(path: string, pod: Pod): string {
  if (path === 'metadata.labels' || path === 'metadata.annotations') {
    const all = pod.metadata[path === 'metadata.labels' ? 'labels' : 'annotations'] ?? {}
    return Object.keys(all)
      .sort()
      .map((key) => `${key}=${JSON.stringify(all[key])}`)
      .join('\n')
  }
  const { podIPs = [], hostIPs = [] } = pod.status
  return fieldOf(path, { pod, podIPs, hostIPs })
}

// The form of a real token; it opens nothing.
const tokenOf = ({ metadata }: Pod): string =>
  `eyJhbGciOiJSUzI1NiIsImtpZCI6InBsYXlncm91bmQifQ.${metadata.uid.replaceAll('-', '')}.playground`

const HEAD = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
]

/** `/etc/hosts` as the kubelet writes it (pkg/kubelet, ensureHostsFile). */
function hostsOf({ metadata, spec, status }: Pod): string {
  const name = spec.hostname || metadata.name.slice(0, 63).replace(/[-.]+$/, '')
  const fqdn = spec.subdomain
    ? `${name}.${spec.subdomain}.${metadata.namespace}.svc.cluster.local\t`
    : ''
  const title = `# Kubernetes-managed hosts file${spec.hostNetwork ? ' (host network)' : ''}.`
  const own = spec.hostNetwork || !status.podIP ? [] : [`${status.podIP}\t${fqdn}${name}`]
  const aliases = (spec.hostAliases ?? []).map(
    ({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}`,
  )
  const added = aliases.length > 0 ? ['', '# Entries added by HostAliases.', ...aliases] : []
  return [title, ...HEAD, ...own, ...added].map((line) => `${line}\n`).join('')
}
