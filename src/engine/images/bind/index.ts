import type { Programs } from '../program'
import { dig } from './dig'
import { host } from './host'
import { nslookup } from './nslookup'

/** bind's tools (`bind-tools`, `dnsutils`): they ask name servers by themselves. */
export const bindTools: Programs = { dig, host, nslookup }
