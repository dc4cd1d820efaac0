/** The address of a link to the whole page. */
export function pageAddress(page: string, hash: string): string {
  const { origin, pathname } = new URL(page)
  return `${origin}${pathname}${hash}`
}
