import type { Environment } from '../../api/traffic'
import type { Controller } from '../controller'
import { provisioner } from './provisioner'

export { claimProtection } from './claim-protection'
export { persistentVolumes } from './volumes'

const localPath = provisioner('rancher.io/local-path', '/var/local-path-provisioner')

/** Who makes volumes, where the environment brings somebody. */
export const provisioners: Readonly<Record<Environment, readonly Controller[]>> = {
  kubeadm: [],
  ack: [],
  'docker-desktop': [provisioner('docker.io/hostpath', '/var/lib/k8s-pvs')],
  kind: [localPath],
  'kind-cloud-provider': [localPath],
  minikube: [provisioner('k8s.io/minikube-hostpath', '/tmp/hostpath-provisioner')],
  'minikube-tunnel': [provisioner('k8s.io/minikube-hostpath', '/tmp/hostpath-provisioner')],
  k3s: [provisioner('rancher.io/local-path', '/var/lib/rancher/k3s/storage')],
}
