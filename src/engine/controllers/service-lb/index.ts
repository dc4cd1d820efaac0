import type { Environment } from '../../api/traffic'
import type { Controller } from '../controller'
import { classicLoadBalancer, networkLoadBalancer } from './alibaba-cloud'
import { dockerDesktop } from './docker-desktop'
import { k3s } from './k3s'

/**
 * Who sees to Services of type LoadBalancer. On bare kubeadm and kind nobody does, on minikube
 * nobody before `minikube tunnel` runs: they stay pending, and nothing is told.
 */
export const serviceBalancers: Readonly<Record<Environment, readonly Controller[]>> = {
  kubeadm: [],
  kind: [],
  minikube: [],
  ack: [classicLoadBalancer, networkLoadBalancer],
  'docker-desktop': [dockerDesktop],
  k3s: [k3s],
}
