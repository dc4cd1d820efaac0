import { describe, expect, it } from 'vitest'
import { launch } from '../testing'
import { nginx } from '.'

/** A server whose own configuration is this. */
function configured(text: string) {
  const write = `cat > /etc/nginx/conf.d/default.conf <<'E'\n${text}\nE`
  const script = `${write}\nexec nginx -g 'daemon off;'`
  return launch(nginx, ['/bin/sh', '-c', script])
}

describe('a configured nginx', () => {
  it('listens where it is told, and answers by location', () => {
    const server = configured(`server {
      listen 8080; # not 80
      default_type text/plain;
      location = /healthz { return 200 "ok\\n"; }
      location /old { return 301 /new; }
      location ~ \\.php$ { return 403; }
      location / { root /usr/share/nginx/html; try_files $uri /50x.html; }
    }`)
    expect(server.listening).toEqual(['8080/TCP'])
    expect(server.get('/healthz')).toMatchObject({ status: 200, body: 'ok\n' })
    expect(server.get('/healthz')?.headers?.['Content-Type']).toBe('text/plain')
    expect(server.get('/old/x')).toMatchObject({ status: 301, headers: { Location: '/new' } })
    expect(server.get('/a.php')?.status).toBe(403)
    expect(server.get('/nothing')?.body).toContain('An error occurred.')
  })
  it('passes requests on, and says 502 when nobody answers', () => {
    const server = configured(
      'server { listen 80; location /api/ { proxy_pass http://api:8080/; } }',
    )
    server.get('/api/x?y=1')
    expect(server.fetched[0]).toMatchObject({ url: 'http://api:8080/x?y=1', method: 'GET' })
    server.answer({ status: 200, headers: { Server: 'Go' }, body: 'from api' })
    expect(server.response(1)).toMatchObject({ status: 200, body: 'from api' })
    expect(server.response(1)?.headers?.['Server']).toMatch(/^nginx\//)
    server.get('/api/x')
    server.answer({ reason: 'refused', address: '10.0.0.1' })
    expect(server.response(2)?.status).toBe(502)
    expect(server.log()).toContain('connect() failed (111: Connection refused) while connecting')
  })
  it('closes a connection after each answer when it is to keep none', () => {
    const server = configured(`server {
      listen 80; keepalive_timeout 0;
      location / { return 200 ok; }
      location /kept { keepalive_timeout 65; return 200 ok; }
      location /api { proxy_pass http://api; }
    }`)
    expect(server.get('/')?.headers?.['Connection']).toBe('close')
    expect(server.get('/kept')?.headers?.['Connection']).toBe('keep-alive')
    server.get('/api')
    server.answer({ status: 200, headers: {}, body: '' })
    expect(server.response(3)?.headers?.['Connection']).toBe('close')
  })
  it.each([
    ['server { listen 80', 'unexpected end of file, expecting ";" or "}"', 2],
    ['server {\nlisten 80;\n', 'unexpected end of file, expecting "}"', 4],
    ['server { listen 80 }', 'unexpected "}"', 1],
  ])('does not start with %j', (text, message, line) => {
    const server = configured(text)
    const where = `${message} in /etc/nginx/conf.d/default.conf:${line}`
    expect(server.exit).toBe(1)
    expect(server.log()).toContain(`nginx: [emerg] ${where}\n`)
  })
  it('reads its configuration again when it is told to', () => {
    const server = configured('server { listen 80; return 200 one; }')
    expect(server.get('/')?.body).toBe('one')
    server.tell({ type: 'signal', signal: 'SIGHUP' })
    expect(server.log()).toContain('[notice] 1#1: signal 1 (SIGHUP) received, reconfiguring')
    expect(server.get('/')?.body).toBe('one')
  })
})
