/** As many are named, out of as many lines each. */
const most = { names: 8, lines: 20 }

/**
 * What a manifest names, as kubectl would, without reading it as YAML: a poster is drawn before
 * the parser has come, and nothing follows from what it says.
 */
export function namesIn(manifest: string): readonly string[] {
  const documents = manifest.split(/^---/m).slice(0, 2 * most.names)
  const named = documents.flatMap((document) => {
    const kind = /^kind: *["']?(\w+)/m.exec(document)?.[1]
    const at = document.search(/^metadata:/m)
    const lines = at < 0 ? [] : document.slice(at).split('\n', most.lines)
    const line = lines.find((each) => /^(metadata: *\{.*|\s+)name: /.test(each)) ?? ''
    const name = /name: *["']?([\w.-]+)/.exec(line)?.[1]
    return kind && name ? [`${kind.toLowerCase()}/${name}`] : []
  })
  return [...new Set(named)].slice(0, most.names)
}
