import { addressText } from '../api/address'
import type { SessionInput } from '../api/session'
import { internalError } from '../api/status'
import type { Image } from '../images/image'
import type { Host } from '../network/host'
import { hashText } from '../sim'
import type { SessionOpening } from './data-plane'
import {
  endInput,
  leave,
  resize,
  sendText,
  startAttach,
  startExec,
  startOnMachine,
} from './executing'
import {
  finishForwarded,
  listenLocally,
  openForwarded,
  sendForwarded,
  startForward,
} from './forwarding'
import { outsideResolver, visitorPlace } from './outside'
import type { Process } from './process'
import { startProxy } from './proxying'
import { respond } from './server'
import { endSession, openSession, sessionOf } from './session'
import type { World } from './world'

/** The image of a machine that is no container. */
export const MACHINE = 'playground/machine'
/** The name of the learner's own. */
export const LAPTOP = 'laptop'

/** Opens a session; its number is returned. */
export function open(world: World, opening: SessionOpening): number {
  switch (opening.type) {
    case 'exec':
      return startExec(world, opening.pod, opening.container, opening)
    case 'attach':
      return startAttach(world, opening.pod, opening.container, opening.streams)
    case 'portforward':
      return startForward(world, opening.pod, opening.via)
    case 'proxy':
      return startProxy(world, opening.node, opening.request)
    case 'server':
      return openSession(world, { type: 'server', pod: '', process: 0, root: 0 }).id
    case 'machine': {
      const process = onMachine(world, opening.machine)
      if (process) return startOnMachine(world, process, opening)
      const { id } = openSession(world, { type: 'exec', pod: '', process: 0, root: 0 })
      endSession(world, id, internalError(`no machine "${opening.machine}"`).status)
      return id
    }
  }
}

function onMachine(world: World, machine: string): Process | undefined {
  const { network, seed } = world.state
  const isLaptop = machine === LAPTOP
  const address = isLaptop ? world.options.visitor : network.nodeNamed(machine)?.address
  const host = address === undefined ? undefined : network.hosts.get(address)
  const image = world.options.image(MACHINE)
  return host && image && processOn(host, machine, image, seed)
}

function processOn(host: Host, hostname: string, image: Image, seed: number): Process {
  const ip = addressText(host.address)
  return {
    id: 0,
    pod: '',
    container: hostname,
    host,
    sandbox: {
      pod: '',
      uid: '',
      node: '',
      ip,
      hostNetwork: true,
      hostname,
      resolver: outsideResolver,
    },
    place: host.kind === 'outside' ? visitorPlace : host.place,
    image,
    tag: 'latest',
    argv: [],
    environment: {},
    address: ip,
    randomKey: hashText(`machine/${hostname}`, seed),
  }
}

/** Takes in what a client sends into its session. */
export function take(world: World, id: number, input: SessionInput): void {
  const session = sessionOf(world, id)
  if (!session) return
  switch (input.type) {
    case 'stdin':
      sendText(world, session, input.text)
      return
    case 'end':
      endInput(world, session)
      return
    case 'resize':
      resize(world, session, input.columns, input.rows)
      return
    case 'connect':
      if (session.type === 'portforward') openForwarded(world, id, input.connection, input.port)
      return
    case 'data':
      sendForwarded(world, id, input.connection, input.text)
      return
    case 'finish':
      finishForwarded(world, id, input.connection)
      return
    case 'listen':
      if (session.type === 'portforward' || session.type === 'server')
        listenLocally(world, id, input.localPort, input.port)
      return
    case 'respond':
      if (session.type === 'server') respond(world, input.request, input)
      return
    case 'close':
      leave(world, id)
  }
}
