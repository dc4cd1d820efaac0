/**
 * What `listen` of a program is told when it was given an address to listen on: `127.0.0.1:5678`
 * and `localhost:80` are for the host itself alone, `:5678`, `0.0.0.0:80` and `80` for everybody.
 */
export const listensAt = (where: string): { readonly address?: '127.0.0.1' } =>
  isLoopback(where) ? { address: '127.0.0.1' } : {}

/** Whether an address to listen on, with or without a port, is the host's own loopback. */
export const isLoopback = (where: string): boolean =>
  /^(127(\.\d{1,3}){3}|localhost|\[::1\]|::1)(:\d+)?$/i.test(where.trim())
