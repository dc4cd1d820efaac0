import type { ITheme } from '@xterm/xterm'
import { coloursAt } from '../theme/colours'

/** The page's colours as a terminal names them. */
export function terminalTheme(element: Element): ITheme {
  const named = coloursAt(element)
  const colour = (name: string) => named(`--${name}`)
  const ink = colour('ink')
  return {
    background: colour('sheet'),
    foreground: ink,
    cursor: colour('accent'),
    cursorAccent: colour('sheet'),
    selectionBackground: colour('accent-wash'),
    selectionForeground: ink,
    scrollbarSliderBackground: colour('line'),
    scrollbarSliderHoverBackground: colour('line-2'),
    scrollbarSliderActiveBackground: colour('line-2'),
    overviewRulerBorder: colour('sheet'),
    black: ink,
    red: colour('fail'),
    green: colour('ok'),
    yellow: colour('wait'),
    blue: colour('accent'),
    magenta: colour('drop'),
    cyan: colour('outside'),
    white: colour('ink-2'),
    brightBlack: colour('ink-3'),
    brightRed: colour('fail'),
    brightGreen: colour('ok'),
    brightYellow: colour('wait'),
    brightBlue: colour('accent'),
    brightMagenta: colour('drop'),
    brightCyan: colour('outside'),
    brightWhite: ink,
  }
}
