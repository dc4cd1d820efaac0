import { byteLength } from '../http'

const LONG_SINCE = [1, 29, 6]
const SHORT_BYTES = 615
const LONG_BYTES = 896

/** The page of a server that nobody has configured yet; it grew in 1.29.6. */
export const welcomePage = (version: string): string =>
  isAtLeast(version, LONG_SINCE) ? LONG_PAGE : SHORT_PAGE

function isAtLeast(version: string, bound: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, least] of bound.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part > least
  }
  return true
}

const STYLE = `<style>
html { color-scheme: light dark; }
body { max-width: 40em; margin: 2em auto; font-family: sans-serif; }
</style>
`
const SHORT_TEXT = `<p>This page shows that the web server runs. What it serves from here
on is up to its configuration.</p>
<p>Documentation is at <a href="https://nginx.org/">nginx.org</a>.</p>
`
const LONG_TEXT = `<p>This page shows that the web server runs and answers. What it serves
from here on is up to its configuration, and to the files below its
document root; this page is one of them, and may be replaced.</p>
<p>Documentation, examples and the source are at
<a href="https://nginx.org/">nginx.org</a>; commercial support is at
<a href="https://www.f5.com/products/nginx">f5.com</a>.</p>
`

const page = (style: string, text: string): string => `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
${style}</head>
<body>
<h1>Welcome to nginx!</h1>
${text}<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`

// The words are our own, the size is the real page's: a rule of the style makes up for the rest.
function sized(bytes: number, text: string): string {
  const filler = '.note { margin: 0; }\n'
  const bare = byteLength(page(STYLE, text))
  const rules = filler.repeat(Math.floor((bytes - bare) / filler.length))
  const rest = ' '.repeat((bytes - bare) % filler.length)
  return page(STYLE.replace('</style>', `${rules}${rest}</style>`), text)
}

const SHORT_PAGE = sized(SHORT_BYTES, SHORT_TEXT)
const LONG_PAGE = sized(LONG_BYTES, LONG_TEXT)

/** What the image keeps for a reverse proxy whose servers are down. */
export const page50x = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
</head>
<body>
<h1>An error occurred.</h1>
<p>What you asked for is not available at the moment. Please try again later.</p>
</body>
</html>
`

const TITLES: Readonly<Record<number, string>> = {
  404: '404 Not Found',
  405: '405 Not Allowed',
  502: '502 Bad Gateway',
}

/** The page for an error; CRLF, as the server writes it. */
export function errorPage(status: number, version: string): string {
  const title = TITLES[status] ?? String(status)
  return [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>nginx/${version}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n')
}
