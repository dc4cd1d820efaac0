/** Four bytes a character of the longest dump that is read; more of a file is too long anyhow. */
const readBytes = 33_000_000

/** What a file says that may be a dump. */
export const fileText = (file: Blob): Promise<string> => file.slice(0, readBytes).text()
