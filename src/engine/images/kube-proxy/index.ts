import { milliseconds } from '../../sim'
import { parseFlags } from '../flags'
import { defineImage, type System } from '../image'
import { klog } from '../klog'
import { defineProgram, running } from '../program'
import { readConfiguration } from './configuration'
import { type KubeProxySystem, type Memory, PORTS, page } from './pages'
import { announce, sayFilled } from './startup'

/** From its start until its caches are filled. */
const SYNCED = milliseconds(20)
const FLAGS = { config: 'value', 'hostname-override': 'value' } as const

const program = defineProgram<Memory>({
  start(system) {
    const nothing: Memory = { configuration: undefined, startedAt: system.now, asked: {} }
    const { config = '' } = parseFlags(system.argv.slice(1), FLAGS).values
    const text = system.files.read(config)
    if (text === undefined) {
      fail(system, `failed complete: open ${config}: no such file or directory`)
      return nothing
    }
    const read = readConfiguration(text)
    if ('error' in read) {
      fail(system, read.error)
      return nothing
    }
    if (read.missing !== undefined) {
      refuse(system, read.missing)
      return nothing
    }
    announce(read.configuration, read.unknown, system)
    system.listen(PORTS.health)
    system.listen(PORTS.metrics, { address: '127.0.0.1' })
    system.sleep(SYNCED)
    return { ...nothing, configuration: read.configuration }
  },

  receive(memory, message, system) {
    const proxy = system as KubeProxySystem
    switch (message.type) {
      case 'timer':
        sayFilled(system)
        proxy.proxy(memory.configuration)
        return memory
      case 'request': {
        const answered = page(message.request, memory, proxy)
        system.respond(message.id, answered.response)
        return answered.memory
      }
      case 'signal':
        // It catches nothing: a Go program that is told to end ends.
        system.exit(2)
        return memory
      default:
        return memory
    }
  },

  // Whatever became of it, nobody keeps the rules any longer: they stay as they are.
  ended: (system) => (system as KubeProxySystem).proxy(undefined),
})

function fail(system: System, err: string): void {
  system.complain(klog(system, 'E', 'run.go:72', '"command failed"', { err }))
  system.exit(1)
}

// It tries the scheduler on a virtual server of its own; the kernel has no module of that name.
function refuse(system: System, scheduler: string): void {
  const err = 'no such file or directory'
  const dummy = { err, scheduler }
  system.print(klog(system, 'I', 'server_linux.go:53', '"Using ipvs proxy"', {}))
  system.complain(klog(system, 'E', 'ipvs.go:266', '"Could not create dummy VS"', dummy))
  const why = `can't use the IPVS proxier: ${err}`
  system.complain(klog(system, 'E', 'server.go:149', '"Error running ProxyServer"', { err: why }))
  fail(system, why)
}

/**
 * What keeps a node's rules. The program reads its configuration and says that it runs; the rules
 * are written by `engine/kube-proxy`, for as long as it does.
 */
export const kubeProxy = defineImage({
  name: 'registry.k8s.io/kube-proxy',
  tags: [/^v1\.3[2-5]\.\d{1,2}$/],
  sizeBytes: 25_963_718,
  entrypoint: ['/usr/local/bin/kube-proxy'],
  command: [],
  exposes: [],
  ...running({ 'kube-proxy': program }),
})
