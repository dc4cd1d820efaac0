import type { Compiled } from './compile'
import { type CoreDNSMemory, configurationOf } from './memory'

/** Which CoreDNS it says that it is, by its image's tag. */
export const versionOf = (tag = ''): string => /^v(.*)$/.exec(tag)?.[1] ?? '1.12.1'

interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What Prometheus is told, as far as it follows from how things stand: no question is counted. */
export function metricsText(memory: CoreDNSMemory, tag: string | undefined): string {
  const { success, denial, source, seen } = memory
  const { servers, process } = configurationOf(source)
  const build = { goversion: 'go1.24.1', revision: '707c7c1', version: versionOf(tag) }
  const entries = Object.entries({ success, denial }).flatMap(([type, { size }]) =>
    serverLabels(servers, 'cache').map(({ server, zone }) => ({
      labels: { server, type, view: '', zones: zone },
      value: size,
    })),
  )
  const isReloading = process.reload !== undefined
  return [
    gauge('coredns_build_info', [{ labels: build, value: 1 }]),
    gauge('coredns_cache_entries', entries),
    gauge('coredns_plugin_enabled', enabled(servers)),
    gauge(
      'coredns_reload_version_info',
      isReloading ? [{ labels: { hash: 'sha512', value: seen }, value: 1 }] : [],
    ),
  ].join('')
}

type Servers = Compiled['servers']

interface Place {
  readonly server: string
  readonly zone: string
}

const serverLabels = (servers: Servers, plugin: string): readonly Place[] =>
  placesOf(servers).filter(({ names }) => names.includes(plugin))

const placesOf = (servers: Servers): readonly (Place & { readonly names: readonly string[] })[] =>
  [...servers].flatMap(([port, each]) =>
    each.map(({ zone, handlers }) => {
      const names = handlers.map(({ name }) => name)
      return { server: `dns://:${port}`, zone, names }
    }),
  )

const enabled = (servers: Servers): readonly Sample[] =>
  placesOf(servers).flatMap(({ server, zone, names }) =>
    names.toSorted().map((name) => ({ labels: { name, server, view: '', zone }, value: 1 })),
  )

function gauge(name: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return ''
  const lines = samples.map(({ labels, value }) => {
    const shown = Object.entries(labels).map(([key, text]) => `${key}="${text}"`)
    return `${name}{${shown.join(',')}} ${value}\n`
  })
  return `# TYPE ${name} gauge\n${lines.join('')}`
}
