import './features'
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api'
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker?worker'
import type { Explained } from '../fields/explain'
import type { Model } from '../fields/openapi'
import type { Locale } from '../i18n'
import { coloursAt } from '../theme/colours'
import type { Mark, Place, Remark } from './marks'
import { editorTheme } from './monaco-theme'
import { startYaml, type YamlLanguage } from './yaml-language'

/** What the editor begins with, and what it tells the pane. */
export interface EditorStart {
  readonly text: string
  readonly theme: 'light' | 'dark'
  /** Its name, for those who hear it. */
  readonly label: string
  onText(text: string): void
  onApply(): void
  onSchema(marks: readonly Mark[]): void
}

/** What the pane tells the editor. */
export interface TextEditor {
  /** Another text, as an edit: it can be undone. */
  setText(text: string): void
  mark(marks: readonly Mark[]): void
  remark(remarks: readonly Remark[]): void
  /** Moves there and lights the line up for a moment. */
  show(place: Place): void
  /** Marks the lines of what the pointer is on elsewhere; undefined ends that. */
  accompany(place: Place | undefined): void
  /** Has another name for those who hear it: the page speaks another language. */
  rename(label: string): void
  paint(theme: 'light' | 'dark'): void
  teach(model: Model, locale: Locale): void
  /** Calls back with what stands at the caret, once it rests; returns how to stop. */
  onCaret(listener: (explained: Explained | undefined, hasKeyboard: boolean) => void): () => void
  close(): void
}

self.MonacoEnvironment = { getWorker: () => new EditorWorker({ name: 'editor' }) }

const started: { yaml?: YamlLanguage } = {}
const language = (): YamlLanguage => {
  started.yaml ??= startYaml()
  return started.yaml
}

/** Opens an editor inside an element. */
export function openEditor(host: HTMLElement, start: EditorStart): TextEditor {
  // The first thing of all: whatever else is called first would bring a storage of its own.
  const editor = monaco.editor.create(host, optionsFor(host, start.label), { storageService })
  const yaml = language()
  const paint = (theme: 'light' | 'dark') => {
    monaco.editor.defineTheme('page', editorTheme(theme === 'dark', coloursAt(host)))
    monaco.editor.setTheme('page')
  }
  paint(start.theme)
  const uri = monaco.Uri.parse(`inmemory://manifest/${crypto.randomUUID()}.yaml`)
  const model = monaco.editor.createModel(start.text, 'yaml', uri)
  model.setEOL(monaco.editor.EndOfLineSequence.LF)
  editor.setModel(model)
  model.onDidChangeContent(() => start.onText(model.getValue()))
  // Ctrl+Enter is the editor's own "insert a line below"; here it applies.
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => start.onApply())
  const stop = yaml.onMarks(uri, start.onSchema)
  const remarks = editor.createDecorationsCollection()
  const light = editor.createDecorationsCollection()
  const company = editor.createDecorationsCollection()
  const watchers = new Set<() => void>()
  return {
    setText: (text) => replaceText(editor, model, text),
    mark: (marks) => monaco.editor.setModelMarkers(model, 'page', marks.map(markerOf)),
    remark: (each) => remarks.set(each.map((remark) => remarkDecoration(model, remark))),
    show: (place) => show(editor, light, place),
    accompany: (place) => company.set(place ? [companyDecoration(place)] : []),
    rename: (label) => editor.updateOptions({ ariaLabel: label }),
    paint,
    teach: (kinds, locale) => {
      void yaml.teach({ model: kinds, locale })
      for (const look of watchers) look()
    },
    onCaret: (listener) => {
      const look = () => {
        const position = editor.getPosition()
        const offset = position && model.getOffsetAt(position)
        const explained = offset === null ? undefined : yaml.explain(model.getValue(), offset)
        listener(explained, editor.hasTextFocus())
      }
      watchers.add(look)
      const stop = onCaret(editor, look)
      return () => {
        watchers.delete(look)
        stop()
      }
    },
    close: () => {
      stop()
      editor.dispose()
      model.dispose()
    },
  }
}

/** How long the caret must rest before its field is looked up. */
const restMillis = 60

function onCaret(editor: monaco.editor.IStandaloneCodeEditor, listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(listener, restMillis)
  }
  later()
  const heard = [
    editor.onDidChangeCursorPosition(later),
    editor.onDidFocusEditorText(later),
    editor.onDidBlurEditorText(later),
  ]
  return () => {
    clearTimeout(timer)
    for (const each of heard) each.dispose()
  }
}

/**
 * The editor asks it one thing: whether completions are shown with what they mean. Here they are.
 */
const storageService = {
  get: () => undefined,
  getBoolean: (key: string) => key === 'expandSuggestionDocs',
  getNumber: () => 0,
  getObject: () => undefined,
  store: () => undefined,
  remove: () => undefined,
  onWillSaveState: () => ({ dispose: () => undefined }),
  onDidChangeStorage: () => ({ dispose: () => undefined }),
  onDidChangeValue: () => () => ({ dispose: () => undefined }),
}

function optionsFor(
  host: HTMLElement,
  label: string,
): monaco.editor.IStandaloneEditorConstructionOptions {
  return {
    model: null,
    ariaLabel: label,
    fontFamily: getComputedStyle(host).getPropertyValue('--mono'),
    fontSize: 13,
    lineHeight: 20,
    fontLigatures: false,
    // In the system's colours, too, the page's are the editor's.
    autoDetectHighContrast: false,
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

/** Replaces only what differs, so that the caret and the folds stay where they can. */
function replaceText(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  text: string,
): void {
  const before = model.getValue()
  if (before === text) return
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

function show(
  editor: monaco.editor.IStandaloneCodeEditor,
  light: monaco.editor.IEditorDecorationsCollection,
  place: Place,
): void {
  const range = rangeOf(place)
  editor.setPosition(range.getStartPosition())
  editor.revealRangeInCenterIfOutsideViewport(range)
  light.set([{ range, options: { isWholeLine: true, className: 'shown-line' } }])
  setTimeout(() => light.clear(), 1600)
}

const companyDecoration = (place: Place): monaco.editor.IModelDeltaDecoration => ({
  range: rangeOf(place),
  options: { isWholeLine: true, linesDecorationsClassName: 'company' },
})

const rangeOf = ({ line, column, endLine, endColumn }: Place) =>
  new monaco.Range(line, column, endLine, endColumn)

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  hint: monaco.MarkerSeverity.Info,
} as const

const markerOf = ({ severity, message, ...place }: Mark): monaco.editor.IMarkerData => ({
  severity: severities[severity],
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
      // Spaces, not a margin: the editor counts characters to know where a line must be broken.
      after: { content: `\u00a0\u00a0${text}`, inlineClassName: `remark remark-${tone}` },
    },
  }
}
