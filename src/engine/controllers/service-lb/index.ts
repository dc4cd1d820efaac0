import type { Environment } from '../../api/traffic'
import type { Controller } from '../controller'
import { classicLoadBalancer, networkLoadBalancer } from './alibaba-cloud'
import { dockerDesktop } from './docker-desktop'
import { k3s } from './k3s'
import { kindCloudProvider } from './kind-cloud-provider'
import { minikubeTunnel } from './minikube-tunnel'

/**
 * Who sees to Services of type LoadBalancer. On bare kubeadm and kind nobody does, on minikube
 * nobody before `minikube tunnel` runs: they stay pending, and nothing is told.
 */
export const serviceBalancers: Readonly<Record<Environment, readonly Controller[]>> = {
  kubeadm: [],
  kind: [],
  'kind-cloud-provider': [kindCloudProvider],
  minikube: [],
  'minikube-tunnel': [minikubeTunnel],
  ack: [classicLoadBalancer, networkLoadBalancer],
  'docker-desktop': [dockerDesktop],
  k3s: [k3s],
}
