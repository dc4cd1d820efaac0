/** The parameters of a URL's query. */
export const queryOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.indexOf('=')
        const [key, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
        return [decoded(key), decoded(value)]
      }),
  )

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
