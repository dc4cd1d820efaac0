/** What a server warns of as HTTP headers: of 299, from nobody in particular (RFC 7234). */
export const warningHeaders = (texts: readonly string[]): { readonly Warning?: string[] } =>
  texts.length > 0 ? { Warning: texts.map(headerOf) } : {}

const headerOf = (text: string): string => `299 - "${text.replace(/["\\]/g, '\\$&')}"`
