import { type Answer, answerOutside, type Question, type Upstream } from '../api/dns'
import { fitted } from '../api/dns-wire'
import type { Reader } from '../apiserver/reader'
import type { AskRequest } from '../images/image'
import { type Bench, launch } from '../images/testing'
import { kubeadmCorefile } from './corefile/kubeadm'
import { coredns } from './image'

interface Options {
  readonly corefile?: string
  readonly upstream?: Upstream
  /** Files besides its own. */
  readonly files?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  readonly cpuMillis?: number
  /** The API server cannot be reached. */
  readonly isCutOff?: boolean
  /** Names as the servers there know them, by address, when they differ. */
  readonly servers?: Readonly<Record<string, Upstream>>
}

const PATH = '/etc/coredns/Corefile'

/** A CoreDNS alone with a cluster's objects; a test plays the name servers outside. */
export class NameServer {
  readonly process: Bench
  /** What it has asked others, probes for loops and checks of their health aside. */
  readonly asked: AskRequest[] = []
  /** Set while nobody outside answers. */
  isCutOff = false
  private corefile: string
  private isInformed: boolean
  private readonly open: { readonly id: number; readonly request: AskRequest }[] = []
  private lastId = 0

  constructor(
    readonly reader: Reader,
    private readonly options: Options = {},
  ) {
    this.isInformed = options.isCutOff !== true
    this.corefile = options.corefile ?? kubeadmCorefile
    this.process = launch(coredns, ['-conf', PATH], {
      tag: 'v1.12.1',
      environment: options.environment ?? {},
      lent: this.lent(),
    })
    // Until it knows the objects.
    this.process.pass(0.1)
    this.answerAll()
  }

  /** Puts one question, and hears the answer once others have answered what it asked. */
  ask(name: string, type = 'A', more: Partial<Question> & { byTcp?: boolean } = {}): Answer {
    const { byTcp, ...rest } = more
    const payload = { name, type, ...rest }
    const { replies } = this.process
    const before = replies.length
    this.process.tell({
      type: 'datagram',
      id: before + 1,
      port: 53,
      from: '10.244.1.9:41200',
      payload,
      ...(byTcp ? { protocol: 'TCP' } : {}),
    })
    this.answerAll()
    const reply = replies[before]
    if (reply === undefined) throw new Error(`no answer to ${name} ${type}`)
    return reply as Answer
  }

  /** Writes another Corefile, and lets `reload` find it. */
  configure(corefile: string): void {
    this.corefile = corefile
    this.process.pass(40)
    this.answerAll()
  }

  /** Lets it reach the API server. */
  join(): void {
    this.isInformed = true
  }

  /** Lets what it has asked go unanswered for as long as it waits. */
  letFail(): void {
    for (let span = 0; span < 5; span++) {
      this.process.pass(2)
      for (const { id } of this.open.splice(0)) {
        const failure = { reason: 'timeout', address: '', connected: false } as const
        this.process.tell({ type: 'failure', id, failure, port: 41_200 })
      }
    }
  }

  private answerAll(): void {
    while (!this.isCutOff && this.open.length > 0) {
      const [first] = this.open.splice(0, 1)
      if (!first) return
      const { question, server, protocol = 'UDP' } = first.request
      const known = this.options.servers?.[server] ?? this.options.upstream ?? {}
      const answer = fitted(answerOutside(known, question), protocol)
      this.process.tell({ type: 'answer', id: first.id, answer })
    }
  }

  private lent(): object {
    const isInformed = (): boolean => this.isInformed
    const read = (path: string): string | undefined => {
      if (path === PATH) return this.corefile
      if (path === '/etc/resolv.conf') return 'nameserver 192.168.1.1\n'
      return this.options.files?.[path]
    }
    return {
      reader: this.reader,
      informedAt: 0,
      cpuMillis: this.options.cpuMillis,
      objects: this.reader,
      get isInformed(): boolean {
        return isInformed()
      },
      files: { read, list: () => [] },
      ask: (request: AskRequest): number => {
        const id = ++this.lastId
        const { name, type } = request.question
        if (type !== 'HINFO' && name !== '.') this.asked.push(request)
        this.open.push({ id, request })
        return id
      },
    }
  }
}
