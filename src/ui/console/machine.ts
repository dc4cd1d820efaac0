import type { Client } from '../../kubectl'
import { FileSystem, type LaptopProgram, laptopPrograms, type Machine } from '../../terminal'
import type { Playground } from '../store'
import { ClusterClock } from './clock'
import { documentsOf } from './documents'
import { keepHome, readKept } from './keeping'

export const home = '/home/learner'

/** Programs that people look for, and why they are not on this machine. */
const absent: Readonly<Record<string, string>> = {
  podman: 'podman: the nodes are simulated, and run no Podman; kubectl exec enters a container',
  crictl: 'crictl: it runs on a node; docker exec -it node-1 bash opens a shell there',
  minikube: 'minikube: the cluster is there already; choose the environment in the top bar',
  kind: 'kind: the cluster is there already; choose the environment in the top bar',
  helm: 'helm: not on this machine; kubectl apply -f takes what a chart would make',
  jq: "jq: command not found. kubectl has its own: -o jsonpath='{.items[*].metadata.name}'",
  yq: "yq: command not found. kubectl has its own: -o jsonpath='{.items[*].metadata.name}'",
  scp: 'scp: no network leaves this page; kubectl cp copies from and to a container',
  sudo: 'sudo: you may do all that can be done here already',
  git: 'git: not on this machine',
  apt: 'apt: nothing can be installed here; help lists what there is',
  less: 'less: not on this machine; the terminal scrolls back by itself',
  more: 'more: not on this machine; the terminal scrolls back by itself',
  top: 'top: not on this machine; kubectl top asks the cluster',
  iptables: 'iptables: it runs on a node; docker exec -it node-1 bash opens a shell there',
  tmux: 'tmux: not on this machine; open another tab',
  python3: 'python3: not on this machine',
  node: 'node: not on this machine',
}

/** Where the first node answers for the API server. */
const apiServer = 'https://192.168.1.11:6443'

const saveMillis = 200

/** The learner's machine around one playground. */
export interface LearnersMachine extends Machine {
  /** Set by the pane that is on screen. */
  editor?: (name: string, text: string) => Promise<string>
}

export function createMachine(
  playground: Playground,
  history: () => readonly string[],
): LearnersMachine {
  const clock = new ClusterClock(playground)
  const disk = createDisk(playground, clock)
  const programs = [...laptopPrograms.keys(), 'kubectl'].sort()
  void keepKubeconfig(playground, disk)
  let pid = 4_210
  let breath = performance.now()
  const machine: LearnersMachine = {
    client: describing(playground.client),
    disk,
    programs,
    program: async (name) => (name === 'kubectl' ? loadKubectl() : laptopPrograms.get(name)),
    absence: (name) => (Object.hasOwn(absent, name) ? absent[name] : undefined),
    now: () => clock.now(),
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
    turn: async () => {
      if (performance.now() - breath < 12) return
      await new Promise((done) => setTimeout(done))
      breath = performance.now()
    },
    grace: () => new Promise((done) => setTimeout(done, 250)),
    random: (below) => Math.floor(Math.random() * below),
    edit: (name, text) => machine.editor?.(name, text) ?? Promise.resolve(text),
    nextPid: () => ++pid,
    history,
  }
  return machine
}

/** kubectl is large: it comes with the first command, or while nobody types. */
export const loadKubectl = async (): Promise<LaptopProgram> =>
  (await import('../../kubectl')).kubectl

/** A client that is told what fields mean: the texts come when they are first asked for. */
export const describing = (client: Client): Client => ({
  server: client.server ?? client,
  connect: (request) => client.connect(request),
  stream: (request) => client.stream(request),
  request: async (request) => {
    const answer = await client.request(request)
    if (!request.path.startsWith('/openapi/v3/') || !('body' in answer)) return answer
    const { described } = await import('../../field-docs/described')
    return { ...answer, body: described(answer.body) }
  },
})

/** As an installer leaves it: a kubeconfig whose context is the environment's. */
async function keepKubeconfig(playground: Playground, disk: FileSystem): Promise<void> {
  const { kubeconfigOf } = await import('../../kubectl')
  const folder = `${home}/.kube`
  const path = `${folder}/config`
  const write = () => {
    const { environment } = playground.getState().scenario
    const text = kubeconfigOf(environment, apiServer)
    const [context = ''] = /^current-context: .*$/m.exec(text) ?? []
    const name = context.replace('current-context', '  name').replace(/^ {2}/, '')
    const known = disk.status(path) && disk.read(path).includes(name)
    if (known) return
    if (!disk.status(folder)) disk.makeDirectory(folder)
    disk.write(path, text)
  }
  write()
  playground.subscribe((after, before) => {
    if (after.scenario.environment !== before.scenario.environment) write()
  })
}

function createDisk(playground: Playground, clock: ClusterClock): FileSystem {
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    keepHome(disk.kept)
  }
  const disk = new FileSystem({
    home,
    kept: readKept().home,
    mounts: () => documentsOf(playground, home),
    now: () => clock.now(),
    onChange: () => {
      timer ??= setTimeout(save, saveMillis)
    },
  })
  addEventListener('pagehide', () => timer !== undefined && save())
  return disk
}
