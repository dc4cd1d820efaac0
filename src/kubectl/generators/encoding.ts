/** Text as its bytes in base64. Text that was read as bytes (`latin1`) is not meant here. */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** What base64 hides, as text; undefined when it is no UTF-8. */
export function unbase64(encoded: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded), (each) => each.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
