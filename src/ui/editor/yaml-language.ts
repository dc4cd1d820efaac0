import * as monaco from 'monaco-editor/esm/vs/editor/editor.api'
import 'monaco-editor/esm/vs/basic-languages/yaml/yaml.contribution'
import { configureMonacoYaml, type MonacoYamlOptions } from 'monaco-yaml'
import YamlWorker from 'monaco-yaml/yaml.worker?worker'
import type { Locale } from '../i18n'
import { fieldDocs } from './field-docs/field-docs'
import { hoverText } from './hover'
import { jsonSchemaOf } from './json-schema'
import type { Model } from './openapi'
import { beginsDocument, snippets, snippetText } from './snippets'
import { textsFor } from './texts'

/** What the kinds are, and in which language they are explained. */
export interface Vocabulary {
  readonly model: Model
  readonly locale: Locale
}

/** One thing that the schema has against a text. */
export type SchemaMarker = Pick<
  monaco.editor.IMarkerData,
  'message' | 'startLineNumber' | 'startColumn' | 'endLineNumber' | 'endColumn'
>

/** YAML as the editors of a page know it: there is one language, however many editors. */
export interface YamlLanguage {
  teach(vocabulary: Vocabulary): Promise<void>
  /** Calls back with all that the schema has against a text; returns how to stop. */
  onMarkers(uri: monaco.Uri, listener: (markers: readonly SchemaMarker[]) => void): () => void
}

/** Registers what monaco-yaml brings, with hovers and snippets of our own. */
export function startYaml(): YamlLanguage {
  const listeners = new Map<string, (markers: readonly SchemaMarker[]) => void>()
  let taught: Vocabulary | undefined
  const yaml = configureMonacoYaml(
    bridge((uri, markers) => listeners.get(`${uri}`)?.(markers)),
    options(taught),
  )
  monaco.languages.registerHoverProvider('yaml', {
    provideHover: (model, position) => taught && hoverAt(taught, model, position),
  })
  monaco.languages.registerCompletionItemProvider('yaml', {
    provideCompletionItems: (model, position) => ({
      suggestions: taught ? snippetsAt(taught, model, position) : [],
    }),
  })
  return {
    async teach(vocabulary) {
      taught = vocabulary
      await yaml.update(options(vocabulary))
    },
    onMarkers(uri, listener) {
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
  const found = hoverText(vocabulary, model.getValue(), model.getOffsetAt(position))
  if (!found) return undefined
  const [from, to] = [found.from, found.to].map((offset) => model.getPositionAt(offset))
  return {
    contents: [{ value: found.value }],
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

const options = (vocabulary: Vocabulary | undefined): MonacoYamlOptions => ({
  isKubernetes: true,
  hover: false,
  format: { enable: false },
  schemas: vocabulary
    ? [
        {
          uri: 'inmemory://schema/kubernetes',
          fileMatch: ['*'],
          schema: jsonSchemaOf(vocabulary.model, fieldDocs[vocabulary.locale]) as object,
        },
      ]
    : [],
})

type OnMarkers = (uri: monaco.Uri, markers: readonly SchemaMarker[]) => void

/**
 * The editor as monaco-yaml wants to see it: with workers that it starts by their label, as the full
 * editor's bundle does and its core does not. Its markers come to us: the pane decides what is shown,
 * since syntax errors and the API server's refusals are on the same lines.
 */
function bridge(onMarkers: OnMarkers): typeof monaco {
  const createWebWorker = ({ createData }: { readonly createData: unknown }) => {
    const worker = new YamlWorker({ name: 'yaml' })
    worker.postMessage('start') // the first message only wakes it, the second is for it
    worker.postMessage(createData)
    return monaco.editor.createWebWorker({ worker, keepIdleModels: true })
  }
  const setModelMarkers: typeof monaco.editor.setModelMarkers = (model, _, markers) => {
    onMarkers(model.uri, markers.filter(isFromSchema))
  }
  const editor = { ...monaco.editor, createWebWorker, setModelMarkers }
  return { ...monaco, editor } as unknown as typeof monaco
}

/** Syntax errors come from our own reader, which says them as kubectl does. */
const isFromSchema = ({ source }: monaco.editor.IMarkerData): boolean =>
  source?.startsWith('yaml-schema') ?? false
