import { describe, expect, it } from 'vitest'
import { parseRequest, responseText } from './http-text'

describe('a request in a stream of bytes', () => {
  it('is not whole before its body is', () => {
    const text = 'POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nd\u00e9f and more'
    for (let length = 0; length < text.indexOf(' and'); length++) {
      expect(parseRequest(text.slice(0, length))).toBeUndefined()
    }
    expect(parseRequest(text)).toEqual({
      method: 'POST',
      path: '/a',
      headers: { host: 'x', 'content-length': '4' },
      body: 'd\u00e9f',
      isLast: false,
      rest: ' and more',
    })
  })
  it('may come in chunks', () => {
    const text =
      'PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'
    expect(parseRequest(text.slice(0, -3))).toBeUndefined()
    expect(parseRequest(text)).toMatchObject({ body: 'abcde', rest: '' })
  })
  it.each([
    ['GET / HTTP/1.0\r\n\r\n', true],
    ['GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n', false],
    ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', true],
  ])('%j says whether it is the last: %s', (text, isLast) => {
    expect(parseRequest(text)).toMatchObject({ isLast })
  })
  it.each(['PING\r\n\r\n', '\x16\x03\x01', 'GET /\r\n\r\n', `GET /${'a'.repeat(9_000)}`])(
    '%.20j is none',
    (text) => {
      expect(parseRequest(text)).toBe('nonsense')
    },
  )
  it('does not mind what a header is called', () => {
    const request = parseRequest('GET / HTTP/1.1\r\n__proto__: x\r\nconstructor: y\r\n\r\n')
    expect(request).toMatchObject({ method: 'GET', path: '/' })
  })
  it('is answered with a length', () => {
    const response = { status: 404, headers: { 'X-A': 'b' }, body: '\u00e9' }
    expect(responseText(response, false)).toBe(
      'HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-Length: 2\r\n\r\n\u00e9',
    )
    expect(responseText(response, true)).not.toContain('\u00e9')
  })
})
