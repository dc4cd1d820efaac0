import { addressText } from '../../api/address'
import type { Cause } from '../../api/trace'
import { aimAt, fieldOf, lastForth, type Told, titleOf, type View, withPort } from './view'

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
  if (state === 'loopback') return [{ code: 'listens-on-loopback', data }]
  if (!aim?.port) {
    const ask = first === undefined ? {} : { change: { type: 'ask', to: asked(told, first) } }
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
