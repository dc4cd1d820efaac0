import type { ApiRequest } from '../../api/request'

const PATH = '/playground/v1/findings'

/** Whether a request asks what is wrong with the cluster's objects. */
export const isDoctor = ({ method, path }: Pick<ApiRequest, 'method' | 'path'>): boolean =>
  method === 'GET' && path === PATH
