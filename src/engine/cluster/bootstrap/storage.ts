import type { Environment } from '../../api/traffic'
import type { Draft } from '../../apiserver/action'
import { draft } from './draft'

/** A class as an environment brings it. */
type Brought = readonly [
  name: string,
  provisioner: string,
  mode: 'Immediate' | 'WaitForFirstConsumer',
]

const KIND: Brought = ['standard', 'rancher.io/local-path', 'WaitForFirstConsumer']
const MINIKUBE: Brought = ['standard', 'k8s.io/minikube-hostpath', 'Immediate']

const brought: Readonly<Record<Environment, Brought | undefined>> = {
  kubeadm: undefined,
  ack: undefined,
  'docker-desktop': ['hostpath', 'docker.io/hostpath', 'Immediate'],
  kind: KIND,
  'kind-cloud-provider': KIND,
  minikube: MINIKUBE,
  'minikube-tunnel': MINIKUBE,
  k3s: ['local-path', 'rancher.io/local-path', 'WaitForFirstConsumer'],
}

/** The class of storage that claims get in an environment, where there is one. */
export function storageClasses(environment: Environment): readonly Draft[] {
  const found = brought[environment]
  if (!found) return []
  const [name, provisioner, volumeBindingMode] = found
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' }
  return [
    draft({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name, annotations },
      provisioner,
      reclaimPolicy: 'Delete',
      volumeBindingMode,
    }),
  ]
}
