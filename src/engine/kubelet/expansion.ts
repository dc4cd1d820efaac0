/**
 * Replaces `$(NAME)` by what a name stands for; one that stands for nothing is left as it is, and
 * `$$` is a dollar that begins no reference (third_party/forked/golang/expansion).
 */
export function expand(text: string, lookUp: (name: string) => string | undefined): string {
  if (!text.includes('$')) return text
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name?: string) =>
    name === undefined ? '$' : (lookUp(name) ?? whole),
  )
}
