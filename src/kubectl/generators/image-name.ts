const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domain = `${domainPart}(?:\\.${domainPart})*(?::[0-9]+)?`
const shape = new RegExp(
  `^(?:${domain}/)?${component}(?:/${component})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?` +
    '(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$',
)

/** What is wrong with the name of an image (distribution's reference.Parse). */
export const imageProblem = (name: string): string | undefined =>
  shape.test(name) ? undefined : 'invalid reference format'
