import * as monaco from 'monaco-editor/esm/vs/editor/editor.api'
import 'monaco-editor/esm/vs/basic-languages/yaml/yaml.contribution'
import { configureMonacoYaml, type MonacoYamlOptions } from 'monaco-yaml'
import YamlWorker from 'monaco-yaml/yaml.worker?worker'
import { fieldDocs } from '../../field-docs/field-docs'
import { type Explained, explain, type Vocabulary } from '../fields/explain'
import { jsonSchemaOf } from './json-schema'
import type { Mark } from './marks'
import { schemaText } from './schema-text'
import { beginsDocument, snippets, snippetText } from './snippets'
import { textsFor } from './texts'

/** YAML as the editors of a page know it: there is one language, however many editors. */
export interface YamlLanguage {
  teach(vocabulary: Vocabulary): Promise<void>
  explain(text: string, offset: number): Explained | undefined
  /** Calls back with all that the schema has against a text; returns how to stop. */
  onMarks(uri: monaco.Uri, listener: (marks: readonly Mark[]) => void): () => void
}

/** Registers what monaco-yaml brings, with hovers and snippets of our own. */
export function startYaml(): YamlLanguage {
  const listeners = new Map<string, (marks: readonly Mark[]) => void>()
  let taught: Vocabulary = { model: { kinds: [], objects: new Map() }, locale: 'en' }
  const onMarkers = (uri: monaco.Uri, markers: readonly monaco.editor.IMarkerData[]) =>
    listeners.get(`${uri}`)?.(markers.filter(isMeant).map((each) => markOf(each, taught)))
  const yaml = configureMonacoYaml(bridge(onMarkers), options(taught))
  monaco.languages.registerHoverProvider('yaml', {
    provideHover: (model, position) => hoverAt(taught, model, position),
  })
  monaco.languages.registerCompletionItemProvider('yaml', {
    provideCompletionItems: (model, position) => ({
      suggestions: snippetsAt(taught, model, position),
    }),
  })
  return {
    async teach(vocabulary) {
      taught = vocabulary
      await yaml.update(options(vocabulary))
    },
    explain: (text, offset) => explain(taught, text, offset),
    onMarks(uri, listener) {
      listeners.set(`${uri}`, listener)
      return () => listeners.delete(`${uri}`)
    },
  }
}

function hoverAt(
  vocabulary: Vocabulary,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): monaco.languages.Hover | undefined {
  const found = explain(vocabulary, model.getValue(), model.getOffsetAt(position))
  if (found?.markdown === undefined) return undefined
  const [from, to] = [found.from, found.to].map((offset) => model.getPositionAt(offset))
  return {
    contents: [{ value: found.markdown }],
    ...(from && to ? { range: monaco.Range.fromPositions(from, to) } : {}),
  }
}

function snippetsAt(
  { locale }: Vocabulary,
  model: monaco.editor.ITextModel,
  { lineNumber }: monaco.Position,
): monaco.languages.CompletionItem[] {
  if (!beginsDocument(model.getLinesContent(), lineNumber - 1)) return []
  const say = textsFor(locale)
  const end = model.getLineMaxColumn(lineNumber)
  return snippets.map((snippet, index) => ({
    label: { label: snippet.kind, description: say('newObject', { kind: snippet.kind }) },
    kind: monaco.languages.CompletionItemKind.Snippet,
    documentation: fieldDocs[locale][snippet.kind],
    insertText: snippetText(snippet),
    insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    sortText: `0${index}`,
    range: new monaco.Range(lineNumber, 1, lineNumber, end),
  }))
}

const options = ({ model, locale }: Vocabulary): MonacoYamlOptions => ({
  isKubernetes: true,
  hover: false,
  format: { enable: false },
  schemas:
    model.kinds.length === 0
      ? []
      : [
          {
            uri: 'inmemory://schema/kubernetes',
            fileMatch: ['*'],
            schema: jsonSchemaOf(model, fieldDocs[locale]) as object,
          },
        ],
})

type OnMarkers = (uri: monaco.Uri, markers: readonly monaco.editor.IMarkerData[]) => void

/**
 * The editor as monaco-yaml wants to see it: with workers that it starts by their label, as the
 * full editor's bundle does and its core does not. Its markers come to us: the pane decides what is
 * shown, since syntax errors and the API server's refusals are on the same lines.
 */
function bridge(onMarkers: OnMarkers): typeof monaco {
  const createWebWorker = ({ createData }: { readonly createData: unknown }) => {
    const worker = new YamlWorker({ name: 'yaml' })
    worker.postMessage('start') // the first message only wakes it, the second is for it
    worker.postMessage(createData)
    return monaco.editor.createWebWorker({ worker, keepIdleModels: true })
  }
  const setModelMarkers: typeof monaco.editor.setModelMarkers = (model, _, markers) => {
    onMarkers(model.uri, markers)
  }
  const editor = { ...monaco.editor, createWebWorker, setModelMarkers }
  const languages = { ...monaco.languages, registerCompletionItemProvider: registerNarrowed }
  return { ...monaco, editor, languages } as unknown as typeof monaco
}

/**
 * In the schema's order, which has common fields first, and without the skeletons that are made of
 * every `then` of the schema, all of them called "kind".
 */
const registerNarrowed: typeof monaco.languages.registerCompletionItemProvider = (
  language,
  provider,
) =>
  monaco.languages.registerCompletionItemProvider(language, {
    ...provider,
    provideCompletionItems: async (...asked) => {
      const list = await provider.provideCompletionItems(...asked)
      const isSkeleton = ({ kind }: monaco.languages.CompletionItem) =>
        kind === monaco.languages.CompletionItemKind.Class
      const suggestions = list?.suggestions
        .filter((each) => !isSkeleton(each))
        .map((each, index) => ({ ...each, sortText: `1${String(index).padStart(4, '0')}` }))
      return suggestions && { ...list, suggestions }
    },
  })

/**
 * Syntax errors come from our own reader, which says them as kubectl does. A place without extent
 * is a field that is not filled in yet: the API server takes that for absent.
 */
const isMeant = ({ source, ...range }: monaco.editor.IMarkerData): boolean =>
  (source?.startsWith('yaml-schema') ?? false) && !monaco.Range.isEmpty(range)

const markOf = (marker: monaco.editor.IMarkerData, { locale }: Vocabulary): Mark => ({
  severity: 'warning',
  message: schemaText(marker.message, locale),
  line: marker.startLineNumber,
  column: marker.startColumn,
  endLine: marker.endLineNumber,
  endColumn: marker.endColumn,
})
