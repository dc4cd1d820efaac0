import './features'
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api'
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker?worker'
import type { Locale } from '../i18n'
import { coloursAt, editorTheme } from './monaco-theme'
import type { Model } from './openapi'
import { type SchemaMarker, startYaml } from './yaml-language'

/** Where something stands: lines and columns from 1, the end just behind it. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Something wrong with the text, as the editor shows it. */
export interface Mark extends Place {
  readonly severity: 'error' | 'warning'
  readonly message: string
}

/** A remark at the end of a line. */
export interface Remark {
  readonly line: number
  readonly text: string
  readonly tone: 'good' | 'bad' | 'quiet'
}

/** What the editor tells the pane. */
export interface EditorEvents {
  onText(text: string): void
  onCaret(offset: number): void
  onApply(): void
  onSchema(markers: readonly Mark[]): void
}

/** What the pane tells the editor. */
export interface TextEditor {
  /** Another text, as an edit: it can be undone. */
  setText(text: string): void
  mark(marks: readonly Mark[]): void
  remark(remarks: readonly Remark[]): void
  /** Moves there and lights the lines up for a moment. */
  reveal(place: Place): void
  focus(): void
  paint(theme: 'light' | 'dark'): void
  teach(model: Model, locale: Locale): void
  close(): void
}

/** What an editor begins with. */
export interface EditorStart {
  readonly text: string
  readonly theme: 'light' | 'dark'
  readonly label: string
}

self.MonacoEnvironment = { getWorker: () => new EditorWorker({ name: 'editor' }) }
const yaml = startYaml()
let texts = 0

/** Opens an editor inside an element. */
export function openEditor(
  host: HTMLElement,
  start: EditorStart,
  events: EditorEvents,
): TextEditor {
  const paint = (theme: 'light' | 'dark') => {
    monaco.editor.defineTheme('page', editorTheme(theme === 'dark', coloursAt(host)))
    monaco.editor.setTheme('page')
  }
  paint(start.theme)
  const uri = monaco.Uri.parse(`inmemory://manifest/${++texts}.yaml`)
  const model = monaco.editor.createModel(start.text, 'yaml', uri)
  model.setEOL(monaco.editor.EndOfLineSequence.LF)
  const editor = monaco.editor.create(host, { ...optionsFor(host, start.label), model })
  listen(editor, events)
  const stop = yaml.onMarkers(uri, (markers) => events.onSchema(markers.map(markOf)))
  const remarks = editor.createDecorationsCollection()
  const light = editor.createDecorationsCollection()
  return {
    setText: (text) => replaceText(editor, text),
    mark: (marks) => monaco.editor.setModelMarkers(model, 'playground', marks.map(markerOf)),
    remark: (each) => remarks.set(each.map((remark) => remarkDecoration(model, remark))),
    reveal: (place) => reveal(editor, light, place),
    focus: () => editor.focus(),
    paint,
    teach: (kinds, locale) => void yaml.teach({ model: kinds, locale }),
    close: () => {
      stop()
      editor.dispose()
      model.dispose()
    },
  }
}

function optionsFor(
  host: HTMLElement,
  label: string,
): monaco.editor.IStandaloneEditorConstructionOptions {
  return {
    ariaLabel: label,
    fontFamily: getComputedStyle(host).getPropertyValue('--mono'),
    fontSize: 13,
    lineHeight: 20,
    fontLigatures: false,
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    minimap: { enabled: false },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 14,
    folding: true,
    showFoldingControls: 'mouseover',
    scrollBeyondLastLine: false,
    padding: { top: 8, bottom: 8 },
    wordWrap: 'on',
    wrappingIndent: 'indent',
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8, useShadows: false },
    quickSuggestions: { other: true, strings: true, comments: false },
    suggest: { showWords: false, preview: false },
    unicodeHighlight: { ambiguousCharacters: false },
    renderWhitespace: 'none',
    occurrencesHighlight: 'off',
    bracketPairColorization: { enabled: false },
    hover: { delay: 350 },
    contextmenu: true,
  }
}

function listen(editor: monaco.editor.IStandaloneCodeEditor, events: EditorEvents): void {
  const model = editor.getModel()
  if (!model) return
  editor.onDidChangeModelContent(() => events.onText(model.getValue()))
  editor.onDidChangeCursorPosition(({ position }) => events.onCaret(model.getOffsetAt(position)))
  // Ctrl+Enter is the editor's own "insert a line below"; here it applies.
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => events.onApply())
}

/** Replaces only what differs, so that the caret and the folds stay where they can. */
function replaceText(editor: monaco.editor.IStandaloneCodeEditor, text: string): void {
  const model = editor.getModel()
  if (!model || model.getValue() === text) return
  const before = model.getValue()
  let from = 0
  while (from < Math.min(before.length, text.length) && before[from] === text[from]) from++
  let same = 0
  const most = Math.min(before.length, text.length) - from
  while (same < most && before.at(-1 - same) === text.at(-1 - same)) same++
  const start = model.getPositionAt(from)
  const end = model.getPositionAt(before.length - same)
  model.pushStackElement()
  editor.executeEdits('page', [
    { range: monaco.Range.fromPositions(start, end), text: text.slice(from, text.length - same) },
  ])
  model.pushStackElement()
}

function reveal(
  editor: monaco.editor.IStandaloneCodeEditor,
  light: monaco.editor.IEditorDecorationsCollection,
  place: Place,
): void {
  const range = rangeOf(place)
  editor.setPosition(range.getStartPosition())
  editor.revealRangeInCenterIfOutsideViewport(range)
  light.set([{ range, options: { isWholeLine: true, className: 'playground-light' } }])
  setTimeout(() => light.clear(), 1600)
}

const rangeOf = ({ line, column, endLine, endColumn }: Place) =>
  new monaco.Range(line, column, endLine, endColumn)

const markOf = (marker: SchemaMarker): Mark => ({
  severity: 'warning',
  message: marker.message,
  line: marker.startLineNumber,
  column: marker.startColumn,
  endLine: marker.endLineNumber,
  endColumn: marker.endColumn,
})

const markerOf = ({ severity, message, ...place }: Mark): monaco.editor.IMarkerData => ({
  severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
  message,
  startLineNumber: place.line,
  startColumn: place.column,
  endLineNumber: place.endLine,
  endColumn: place.endColumn,
})

function remarkDecoration(
  model: monaco.editor.ITextModel,
  { line, text, tone }: Remark,
): monaco.editor.IModelDeltaDecoration {
  const column = model.getLineMaxColumn(Math.min(line, model.getLineCount()))
  return {
    range: new monaco.Range(line, column, line, column),
    options: {
      showIfCollapsed: true,
      after: { content: `  ${text}`, inlineClassName: `playground-remark playground-${tone}` },
    },
  }
}
