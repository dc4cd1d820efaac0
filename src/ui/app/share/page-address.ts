/** The address of a link to the whole page, from wherever in its folder somebody is. */
export const pageAddress = (page: string, hash: string): string =>
  `${new URL('./', page).href}${hash}`
