import type { editor } from 'monaco-editor/esm/vs/editor/editor.api'
import type { Colour } from '../theme/colours'

/**
 * The page's colours as a theme of the editor. The text stays calm: colour is for what is wrong.
 */
export function editorTheme(dark: boolean, colour: Colour): editor.IStandaloneThemeData {
  // The base theme has narrower rules for YAML, which only rules as narrow replace.
  const rule = (token: string, property: string, fontStyle = '') =>
    [token, `${token}.yaml`].map((each) => ({
      token: each,
      foreground: colour(property).replace('#', ''),
      fontStyle,
    }))
  return {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      ...rule('', '--ink'),
      ...rule('type', '--outside'),
      ...rule('string', '--ink'),
      ...rule('number', '--drop'),
      ...rule('keyword', '--drop'),
      ...rule('comment', '--ink-3', 'italic'),
      ...rule('operators', '--ink-3'),
      ...rule('delimiter', '--ink-3'),
      ...rule('tag', '--wait'),
      ...rule('namespace', '--wait'),
    ],
    colors: {
      ...textColours(colour),
      ...widgetColours(colour),
      ...markColours(colour),
    },
  }
}

/** The system's own few colours have no wash: there it is the accent itself, seen through. */
const selection = (colour: Colour): string => {
  const wash = colour('--accent-wash')
  return wash === colour('--sheet') ? `${colour('--accent')}60` : wash
}

const textColours = (colour: Colour) => ({
  'editor.background': colour('--sheet'),
  'editor.foreground': colour('--ink'),
  'editorCursor.foreground': colour('--ink'),
  'editorLineNumber.foreground': colour('--ink-3'),
  'editorLineNumber.activeForeground': colour('--ink'),
  'editor.lineHighlightBackground': `${colour('--well')}80`,
  'editor.lineHighlightBorder': '#00000000',
  'editor.selectionBackground': selection(colour),
  'editor.inactiveSelectionBackground': `${colour('--accent-wash')}a0`,
  'editor.selectionHighlightBackground': `${colour('--accent-wash')}a0`,
  'editor.wordHighlightBackground': colour('--well'),
  'editor.wordHighlightStrongBackground': colour('--well'),
  'editor.wordHighlightTextBackground': colour('--well'),
  'editor.findMatchBackground': colour('--wait-wash'),
  'editor.findMatchBorder': colour('--wait-line'),
  'editor.findMatchHighlightBackground': colour('--wait-wash'),
  'editorIndentGuide.background1': colour('--line'),
  'editorIndentGuide.activeBackground1': colour('--line-2'),
  'editorBracketMatch.background': colour('--well'),
  'editorBracketMatch.border': colour('--line-2'),
  'editorBracketHighlight.foreground1': colour('--ink-2'),
  'editorBracketHighlight.foreground2': colour('--ink-2'),
  'editorBracketHighlight.foreground3': colour('--ink-2'),
  'editorGutter.foldingControlForeground': colour('--ink-3'),
  'editorOverviewRuler.border': '#00000000',
  'scrollbar.shadow': '#00000000',
  'scrollbarSlider.background': `${colour('--line-2')}50`,
  'scrollbarSlider.hoverBackground': `${colour('--line-2')}80`,
  'scrollbarSlider.activeBackground': `${colour('--line-2')}a0`,
})

const widgetColours = (colour: Colour) => ({
  focusBorder: colour('--accent'),
  foreground: colour('--ink'),
  descriptionForeground: colour('--ink-2'),
  'widget.border': colour('--line'),
  'widget.shadow': '#00000026',
  'editorWidget.background': colour('--sheet'),
  'editorWidget.foreground': colour('--ink'),
  'editorWidget.border': colour('--line'),
  'editorHoverWidget.background': colour('--sheet'),
  'editorHoverWidget.foreground': colour('--ink'),
  'editorHoverWidget.border': colour('--line'),
  'editorSuggestWidget.background': colour('--sheet'),
  'editorSuggestWidget.border': colour('--line'),
  'editorSuggestWidget.foreground': colour('--ink'),
  'editorSuggestWidget.highlightForeground': colour('--accent'),
  'editorSuggestWidget.focusHighlightForeground': colour('--accent'),
  'editorSuggestWidget.selectedBackground': selection(colour),
  'editorSuggestWidget.selectedForeground': colour('--ink'),
  'list.hoverBackground': colour('--well'),
  'list.focusBackground': selection(colour),
  'list.focusForeground': colour('--ink'),
  'list.highlightForeground': colour('--accent'),
  'quickInput.background': colour('--sheet'),
  'quickInput.foreground': colour('--ink'),
  'quickInputList.focusBackground': selection(colour),
  'quickInputList.focusForeground': colour('--ink'),
  'menu.background': colour('--sheet'),
  'menu.foreground': colour('--ink'),
  'menu.border': colour('--line'),
  'menu.selectionBackground': colour('--accent-wash'),
  'menu.selectionForeground': colour('--ink'),
  'menu.separatorBackground': colour('--line'),
  'input.background': colour('--well'),
  'input.foreground': colour('--ink'),
  'input.placeholderForeground': colour('--ink-3'),
  'inputOption.activeBackground': colour('--accent-wash'),
  'inputOption.activeForeground': colour('--accent'),
  'textCodeBlock.background': colour('--well'),
  'textPreformat.background': colour('--well'),
  'textPreformat.foreground': colour('--ink'),
  'textLink.foreground': colour('--accent'),
  'textLink.activeForeground': colour('--accent'),
})

const markColours = (colour: Colour) => ({
  'editorError.foreground': colour('--fail-line'),
  'editorWarning.foreground': colour('--wait-line'),
  'editorInfo.foreground': colour('--outside-line'),
  'editorMarkerNavigation.background': colour('--sheet'),
  'editorMarkerNavigationError.background': colour('--fail-line'),
  'editorMarkerNavigationWarning.background': colour('--wait-line'),
  'editorOverviewRuler.errorForeground': colour('--fail-line'),
  'editorOverviewRuler.warningForeground': colour('--wait-line'),
})
