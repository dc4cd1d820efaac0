/** Finds the value of one of the page's colours: `--ink`. */
export type Colour = (property: string) => string

/**
 * Reads colours from where an element stands, for what is drawn without CSS. The system's own
 * colours have names, which mean something else on a canvas, and nothing to an editor: they are
 * told as what they come to.
 */
export function coloursAt(element: Element): Colour {
  const style = getComputedStyle(element)
  return (property) => {
    const value = style.getPropertyValue(property).trim()
    return /^[a-z]+$/i.test(value) ? comesTo(value) : value
  }
}

function comesTo(name: string): string {
  const probe = document.body.appendChild(document.createElement('i'))
  probe.style.color = name
  const parts = getComputedStyle(probe).color.match(/\d+/g) ?? []
  probe.remove()
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`
}
