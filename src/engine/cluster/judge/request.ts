import type { ConnectRequest } from '../../api/request'

const PATH = '/playground/v1/judge'

/** Whether a request asks whether goals are reached. */
export const isJudge = ({ method, path }: ConnectRequest): boolean =>
  method === 'POST' && path === PATH
