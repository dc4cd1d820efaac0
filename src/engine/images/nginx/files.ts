import type { Files } from '../files/file-system'
import { systemFiles } from '../files/system-files'
import { page50x, welcomePage } from './pages'

const MAIN_TEXT = `user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    access_log  /var/log/nginx/access.log  main;
    sendfile        on;
    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`
const DEFAULT_TEXT = `server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`

/** The files of the image, by the server's version. */
export const filesOf = (version: string): Files => {
  const known = made.get(version)
  if (known) return known
  const files: Files = {
    ...systemFiles,
    '/docker-entrypoint.sh': '#!/bin/sh\n',
    '/docker-entrypoint.d/': '',
    '/etc/nginx/nginx.conf': MAIN_TEXT,
    '/etc/nginx/mime.types': 'types {\n    text/html html htm shtml;\n    text/css css;\n}\n',
    '/etc/nginx/conf.d/default.conf': DEFAULT_TEXT,
    '/usr/share/nginx/html/index.html': welcomePage(version),
    '/usr/share/nginx/html/50x.html': page50x,
    '/var/log/nginx/access.log': '',
    '/var/log/nginx/error.log': '',
    '/var/cache/nginx/': '',
  }
  made.set(version, files)
  return files
}

// The few versions there are share their files. Only a cache.
const made = new Map<string, Files>()
