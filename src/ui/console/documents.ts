import { presets } from '../../scenarios/presets'
import type { Mounted } from '../../terminal'
import type { Playground } from '../store'

const known: { manifest: string; files: ReadonlyMap<string, Mounted> } = {
  manifest: '',
  files: new Map(),
}

/**
 * The page's texts as files. `manifest.yaml` is the YAML pane itself: whoever writes it types into
 * the pane. Its documents, one by one, and the lesson's can only be read: a second name under
 * which the same text could be changed would surprise, for a document that is renamed in the pane
 * would take its file away.
 */
export function documentsOf(playground: Playground, home: string): ReadonlyMap<string, Mounted> {
  const { scenario, locale } = playground.getState()
  const key = `${locale}\n${scenario.manifest}`
  if (known.manifest === key) return known.files
  const files = new Map<string, Mounted>()
  files.set(`${home}/manifest.yaml`, {
    read: () => playground.getState().scenario.manifest,
    write: (text) => playground.actions.setManifest(text),
  })
  for (const [name, text] of splitDocuments(scenario.manifest)) {
    files.set(`${home}/manifest/${name}.yaml`, { read: () => text })
  }
  for (const preset of presets) {
    const read = () => preset.scenario(locale).manifest
    files.set(`${home}/lesson/${preset.id}.yaml`, { read })
  }
  known.manifest = key
  known.files = files
  return files
}

/** The documents of a manifest by names such as `service-web`. */
export function splitDocuments(manifest: string): ReadonlyMap<string, string> {
  const documents = new Map<string, string>()
  const texts = manifest.split(/^---.*\n?/m).filter((text) => /^[^\s#]/m.test(text))
  for (const [at, text] of texts.entries()) {
    const kind = /^kind:\s*["']?([\w.]+)/m.exec(text)?.[1]?.toLowerCase()
    const name = nameIn(text)
    const wanted = kind && name ? `${kind}-${name}` : `document-${at + 1}`
    documents.set(documents.has(wanted) ? `${wanted}-${at + 1}` : wanted, text)
  }
  return documents
}

/** `metadata.name`, as far as it can be seen without reading all of YAML. */
function nameIn(text: string): string | undefined {
  const metadata = /^metadata:[^\n]*\n((?:[ \t]+[^\n]*\n?|\n)*)/m.exec(text)?.[1] ?? ''
  const margin = /^([ \t]+)[^\s#]/m.exec(metadata)?.[1] ?? ' '
  return new RegExp(`^${margin}name:\\s*["']?([\\w.-]+)`, 'm').exec(metadata)?.[1]
}
