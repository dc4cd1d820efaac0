import type { ConnectRequest } from '../../api/request'

const PATH = '/playground/v1/why'

/** Whether a request asks why a thing is as it is. */
export const isWhy = ({ method, path }: Pick<ConnectRequest, 'method' | 'path'>): boolean =>
  method === 'GET' && path === PATH
