const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The keys of this machine, as people know them. */
export const keys = {
  apply: isApple ? '⌘↵' : 'Ctrl+Enter',
  /** Lets the Tab key leave the editor, and back. */
  tab: isApple ? 'Ctrl+Shift+M' : 'Ctrl+M',
} as const
