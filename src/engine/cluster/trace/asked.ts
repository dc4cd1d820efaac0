import type { ConnectRequest } from '../../api/request'

const TRACE = '/playground/v1/trace'
const SEND = '/playground/v1/send'

/** Whether a request asks what became, or would become, of another one. */
export const isTrace = ({ method, path }: ConnectRequest): boolean =>
  method === 'POST' && path === TRACE

/** Whether a request has another one sent, over the cluster's network. */
export const isSend = ({ method, path }: ConnectRequest): boolean =>
  method === 'POST' && path === SEND
