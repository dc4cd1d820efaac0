import type { Files } from '../files/file-system'
import { defineImage } from '../image'
import { filesOf } from './files'
import { nginx } from './index'
import { versionOf } from './version'

const FACTS = [
  ['Server address', '$server_addr:$server_port'],
  ['Server name', '$hostname'],
  ['Date', '$time_local'],
  ['URI', '$request_uri'],
] as const

const PLAIN = [...FACTS, ['Request ID', '$request_id'] as const]
  .map(([name, value]) => `${name}: ${value}\\n`)
  .join('')

const PAGE =
  '<!DOCTYPE html>\\n<html>\\n<head>\\n<title>Hello World</title>\\n</head>\\n<body>\\n' +
  '<h1>Hello World</h1>\\n' +
  FACTS.map(([name, value]) => `<p><span>${name}:</span> <span>${value}</span></p>\\n`).join('') +
  '<p>Request ID: $request_id</p>\\n</body>\\n</html>\\n'

const configuration = (isPlain: boolean): string => `server {
    listen 80;
    listen [::]:80;

    location / {
        default_type ${isPlain ? 'text/plain' : 'text/html'};
        add_header Expires $expires_now;
        add_header Cache-Control no-cache;
        return 200 '${isPlain ? PLAIN : PAGE}';
    }
}
`

const made = new Map<boolean, Files>()

// The few kinds there are share their files. Only a cache.
function helloFiles(tag: string): Files {
  const isPlain = tag.includes('plain-text')
  const known = made.get(isPlain)
  if (known) return known
  const { '/etc/nginx/conf.d/default.conf': _, ...rest } = filesOf(versionOf())
  const files = { ...rest, '/etc/nginx/conf.d/hello.conf': configuration(isPlain) }
  made.set(isPlain, files)
  return files
}

/** nginx with a page that tells which Pod has answered. */
export const hello = defineImage({
  ...nginx,
  name: 'nginxdemos/hello',
  tags: [/^(\d\.\d-)?plain-text$/, /^0\.[0-4]$/],
  sizeBytes: 22_400_000,
  sizeOf: () => 22_400_000,
  files: helloFiles,
})
