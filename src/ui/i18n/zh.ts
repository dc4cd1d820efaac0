import type { en } from './en'

/** 简体中文。 */
export const zh: Readonly<Record<keyof typeof en, string>> = {
  name: 'Service 游乐场',
}
