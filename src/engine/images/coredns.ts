import { defineImage } from './image'

/**
 * The registry's entry of CoreDNS. What the program does is in `engine/coredns`: it needs to see
 * the cluster's objects, which images do not know of.
 */
export const coredns = defineImage<undefined>({
  name: 'registry.k8s.io/coredns/coredns',
  tags: [/^v1\.\d{1,2}\.\d{1,2}$/],
  sizeBytes: 22_384_805,
  entrypoint: ['/coredns'],
  command: [],
  exposes: [53],
  has: (program) => program === '/coredns',
  start(system) {
    system.print('plugin/kubernetes: no Kubernetes API\n')
    system.exit(1)
    return undefined
  },
  receive: (memory) => memory,
})
