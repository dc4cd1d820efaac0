/** Whether a key belongs to what has the keyboard: a field, the editor, the terminal, a dialog. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type="radio"], [type="checkbox"], [type="range"]), select, textarea, dialog, ' +
      '[contenteditable="true"], .monaco-editor, [data-console]',
  ) !== null
