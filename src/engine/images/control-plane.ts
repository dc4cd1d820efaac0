import { defineImage, type Image, type System } from './image'
import { klog } from './klog'
import { defineProgram, running } from './program'

// What these programs do is the simulation's own; as processes they are there to be seen.
const program = (ports: readonly number[], announce: (system: System) => void) =>
  defineProgram<undefined>({
    start(system) {
      for (const port of ports) system.listen(port)
      announce(system)
      return undefined
    },
    receive(memory, message, system) {
      if (message.type === 'request') {
        const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
        system.respond(message.id, { status: 200, headers, body: 'ok' })
      }
      if (message.type === 'signal') system.exit(0)
      return memory
    },
  })

const VERSION = /^v1\.3[2-5]\.\d{1,2}$/

function component(name: string, sizeBytes: number, ports: readonly number[]): Image {
  const announce = (system: System): void => {
    const version = { version: system.tag ?? '' }
    system.print(klog(system, 'I', 'server.go:150', '"Version info"', version))
  }
  return defineImage({
    name: `registry.k8s.io/${name}`,
    tags: [VERSION],
    sizeBytes,
    entrypoint: [`/usr/local/bin/${name}`],
    command: [],
    exposes: [],
    ...running({ [name]: program(ports, announce) }),
  })
}

const etcd = defineImage({
  name: 'registry.k8s.io/etcd',
  tags: [/^3\.\d\.\d{1,2}-\d$/],
  sizeBytes: 74_311_308,
  entrypoint: ['/usr/local/bin/etcd'],
  command: [],
  exposes: [],
  ...running({
    etcd: program([2379, 2380, 2381], (system) => {
      const version = (system.tag ?? '').split('-', 1)[0]
      system.print(`{"level":"info","msg":"etcd is starting","etcd-version":"${version}"}\n`)
    }),
  }),
})

/** The programs of a control plane. The API server's port is answered by the network itself. */
export const controlPlane: readonly Image[] = [
  component('kube-apiserver', 27_061_991, []),
  component('kube-controller-manager', 22_819_719, [10_257]),
  component('kube-scheduler', 17_385_568, [10_259]),
  etcd,
]
