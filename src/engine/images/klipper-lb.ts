import { defineImage } from './image'
import { defineProgram, running } from './program'

// The real one writes rules that send what comes to its port on to a Service. Here kube-proxy's
// rules for a node's address have done so already: they come first on a real node, too.
const program = defineProgram<undefined>({
  start: () => undefined,
  receive(memory, message, system) {
    if (message.type === 'signal') system.exit(0)
    return memory
  },
})

/** What k3s runs on each node for a Service of type LoadBalancer. */
export const klipperLb = defineImage({
  name: 'rancher/klipper-lb',
  tags: [/^v0\.4\.\d{1,2}$/],
  sizeBytes: 4_990_278,
  entrypoint: ['entry'],
  command: [],
  exposes: [],
  ...running({ entry: program }),
})
