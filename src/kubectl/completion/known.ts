import type { Flag } from '../command'
import { listAt, textAt } from '../describe/fields'
import { discoverOver, type GroupVersion } from '../discovery'
import { parseFlags } from '../flags/parse'
import type { Value } from '../flags/values'
import { isObject, type JsonObject } from '../json'
import { readKubeconfig } from '../kubeconfig'
import { pathTo, resourceNamed } from '../resources/naming'
import { itemsOf } from '../resources/select'
import type { Kubeconfig } from '../session'
import type { World } from '../world'
import type { Candidate } from './candidate'

/** What there is in the cluster and in the kubeconfig; nothing when it cannot be had. */
export class Known {
  /** The words of the line that are no flags. */
  readonly words: readonly string[]
  private readonly values: ReadonlyMap<string, Value>
  private discovered: Promise<readonly GroupVersion[]> | undefined

  constructor(
    private readonly world: Pick<World, 'client' | 'files' | 'environment'>,
    { flags, line }: { readonly flags: readonly Flag[]; readonly line: readonly string[] },
  ) {
    const parsed = parsedAsFar(flags, line)
    this.words = parsed.words
    this.values = parsed.values
  }

  /** Types, as one types them after `get`. */
  async types(): Promise<readonly Candidate[]> {
    const all = (await this.versions()).flatMap(({ resources }) => resources)
    return all
      .filter(({ verbs }) => verbs.length === 0 || verbs.includes('get'))
      .map(({ plural, shortNames, kind }) => {
        const short = shortNames.length === 0 ? '' : ` (${shortNames.join(', ')})`
        return { text: plural, description: `${kind}${short}` }
      })
  }

  /** Names of objects of a type, those left out that the line has already. */
  async names(type: string, without: readonly string[] = []): Promise<readonly Candidate[]> {
    const list = await this.objects(type.split(',')[0] ?? '')
    return list
      .map((object) => ({ text: textAt(object, 'metadata', 'name') }))
      .filter(({ text }) => !without.includes(text))
  }

  /** The same as `TYPE/NAME`. */
  async pairs(type: string): Promise<readonly Candidate[]> {
    return (await this.names(type)).map(({ text }) => ({ text: `${type}/${text}` }))
  }

  /** Containers of the Pod that the line names. */
  async containers(): Promise<readonly Candidate[]> {
    const name = (this.words[0] ?? '').replace(/^(pods?|po)\//, '')
    const pods = await this.objects('pods')
    const pod = pods.find((each) => textAt(each, 'metadata', 'name') === name)
    return ['containers', 'initContainers'].flatMap((list) =>
      listAt(pod, 'spec', list).map((each) => ({
        text: textAt(each, 'name'),
        description: textAt(each, 'image'),
      })),
    )
  }

  /** Names of contexts. */
  contexts(): readonly string[] {
    return this.kubeconfig()?.contexts.map(({ name }) => name) ?? []
  }

  private versions(): Promise<readonly GroupVersion[]> {
    this.discovered ??= discoverOver(this.world.client).catch(() => [])
    return this.discovered
  }

  private async objects(type: string): Promise<readonly JsonObject[]> {
    const resource = resourceNamed(await this.versions(), type)
    if (!resource) return []
    const path = pathTo(resource, this.values.get('all-namespaces') ? '' : this.namespace())
    try {
      const response = await this.world.client.request({ method: 'GET', path })
      return 'body' in response && isObject(response.body) ? itemsOf(response.body) : []
    } catch {
      return []
    }
  }

  private namespace(): string {
    const given = this.values.get('namespace')
    if (typeof given === 'string' && given !== '') return given
    const kubeconfig = this.kubeconfig()
    const wanted = this.values.get('context') ?? kubeconfig?.currentContext
    const context = kubeconfig?.contexts.find(({ name }) => name === wanted)
    return context?.namespace || 'default'
  }

  private kubeconfig(): Kubeconfig | undefined {
    const flag = this.values.get('kubeconfig')
    try {
      return readKubeconfig(this.world, typeof flag === 'string' ? flag : '')
    } catch {
      return undefined
    }
  }
}

// A line that is being typed may end in the middle of a flag.
function parsedAsFar(flags: readonly Flag[], line: readonly string[]) {
  for (let end = line.length; end > 0; end--) {
    try {
      return parseFlags(flags, line.slice(0, end))
    } catch {
      // What pflag would not read is left out.
    }
  }
  return { words: [], values: new Map<string, Value>() }
}
