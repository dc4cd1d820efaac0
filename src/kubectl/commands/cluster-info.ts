import type { Call, Command } from '../command'
import { at, listAt, textAt } from '../describe/fields'
import { failed } from '../errors'
import type { JsonObject } from '../json'
import { itemsOf } from '../resources/select'

const dump: Command = {
  name: 'dump',
  use: '[flags]',
  short: 'Dump relevant information for debugging and diagnosis',
  completes: 'nothing',
  async run() {
    throw failed('cluster-info dump is not supported here')
  },
}

/** `kubectl cluster-info`. */
export const clusterInfo: Command = {
  name: 'cluster-info',
  use: '[flags]',
  short: 'Display cluster information',
  long:
    'Display addresses of the control plane and services with label ' +
    'kubernetes.io/cluster-service=true. To further debug and diagnose cluster problems, use ' +
    "'kubectl cluster-info dump'.",
  examples: [
    '# The address of the control plane and of the cluster services',
    'kubectl cluster-info',
  ],
  commands: [dump],
  completes: 'nothing',
  run,
}

async function run({ session, world }: Call): Promise<number> {
  const query = { labelSelector: 'kubernetes.io/cluster-service=true' }
  const path = '/api/v1/namespaces/kube-system/services'
  const services = itemsOf(await session.server.get(path, query))
  const colour = world.stdout.isTerminal
    ? (code: number, text: string) => `\u001b[0;${code}m${text}\u001b[0m`
    : (_: number, text: string) => text
  const line = (name: string, link: string) =>
    world.stdout.write(`${colour(32, name)} is running at ${colour(33, link)}\n`)
  line('Kubernetes control plane', session.url)
  for (const service of services) {
    const name = textAt(service, 'metadata', 'labels', 'kubernetes.io/name')
    line(name || textAt(service, 'metadata', 'name'), linkTo(service, session.url))
  }
  world.stdout.write(
    "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n",
  )
  return 0
}

function linkTo(service: JsonObject, url: string): string {
  const [port] = listAt(service, 'spec', 'ports')
  const [ingress] = listAt(service, 'status', 'loadBalancer', 'ingress')
  if (ingress) {
    const host = textAt(ingress, 'ip') || textAt(ingress, 'hostname')
    return listAt(service, 'spec', 'ports')
      .map((each) => `http://${host}:${textAt(each, 'port')}`)
      .join(' ')
  }
  const [name, portName] = [textAt(service, 'metadata', 'name'), textAt(port, 'name')]
  const secure = portName === 'https' || at(port, 'port') === 443
  const plain = portName === '' ? name : `${name}:${portName}`
  const namespace = textAt(service, 'metadata', 'namespace')
  const named = secure ? `https:${name}:${portName}` : plain
  return `${url}/api/v1/namespaces/${namespace}/services/${named}/proxy`
}
