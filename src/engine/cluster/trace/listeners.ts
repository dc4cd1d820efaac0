import { addressText } from '../../api/address'
import type { Cause } from '../../api/trace'
import type { Service } from '../../resources'
import { aimAt, fieldOf, hostOf, lastForth, type Told, titleOf, type View, withPort } from './view'
import { loopbackBinding } from './workload'

/** Why somebody was there who refused. */
export function listenerCauses(told: Told, view: View): readonly Cause[] {
  const step = lastForth(told.steps)
  if (!step || !('listener' in step) || !step.listener) return []
  const { place, port, state } = step.listener
  if (state === 'listens') return []
  const aim = aimAt(view, step.packet)
  const name = place.replace(/^pod\//, '')
  const address = step.packet.last.destination
  const pods = view.survey.pods.filter((pod) => addressText(pod.address) === address)
  const protocol = step.packet.protocol.toLowerCase()
  const open = pods.flatMap(({ listens }) =>
    listens.filter((each) => each.protocol === protocol).map((each) => each.port),
  )
  const data = { place: name, port, ports: [...new Set(open)].map(String) }
  if (place.startsWith('node/') && !aim) return [unknownNodePort(told, port, view)]
  const [first] = open
  if (state === 'loopback') {
    const [namespace = '', of = ''] = name.split('/')
    const pod = view.reader.get('Pod', namespace, of)
    return [{ code: 'listens-on-loopback', data, ...(pod && loopbackBinding(view.reader, pod)) }]
  }
  if (!aim?.port) {
    const ask = first === undefined ? {} : { change: { type: 'ask', to: asked(told, first) } }
    const headless = headlessOf(told, port, view)
    if (headless) {
      const { metadata, spec } = headless
      const target = spec.ports?.find((each) => each.port === port)?.targetPort ?? ''
      const more = { service: titleOf({ metadata }), port, target }
      return [{ code: 'headless-maps-no-port', data: more, ...(ask as Pick<Cause, 'change'>) }]
    }
    return [{ code: 'nobody-listens', data, ...(ask as Pick<Cause, 'change'>) }]
  }
  const field = fieldOf(aim.service, `spec.ports[${aim.index}].targetPort`)
  const before = aim.port.targetPort
  return [
    {
      code: 'nobody-listens',
      data: { ...data, service: titleOf(aim.service) },
      field,
      ...(first === undefined ? {} : { change: { type: 'field', before, after: first } }),
    },
  ]
}

// A headless Service's name leads to its Pods themselves: no rule is there to change the port.
function headlessOf({ request }: Told, port: number, { reader }: View): Service | undefined {
  const [name = '', asked] = hostOf(request.to).split('.')
  const own = request.from.type === 'pod' ? request.from.namespace : ''
  const service = reader.get('Service', asked ?? own, name)
  const isIt = service?.spec.clusterIP === 'None'
  const isMapped = service?.spec.ports?.some(
    (each) => each.port === port && each.targetPort !== port,
  )
  return isIt && isMapped ? service : undefined
}

const asked = ({ request }: Told, port: number): string => withPort(request.to, port)

function unknownNodePort(told: Told, port: number, { reader }: View): Cause {
  const open = reader
    .list('Service')
    .flatMap((service) =>
      (service.spec.ports ?? []).flatMap(({ nodePort }) =>
        nodePort === undefined ? [] : [{ nodePort, title: titleOf(service) }],
      ),
    )
  const [only] = open
  return {
    code: 'node-port-unknown',
    data: { port, ports: open.map(({ nodePort, title }) => `${nodePort} (${title})`) },
    ...(only && open.length === 1
      ? { change: { type: 'ask', to: asked(told, only.nodePort) } }
      : {}),
  }
}
