import type { Link, Route } from '../stack'
import { type Command, done, failed, operands } from './command'

// `ip addr`, `ip route`, `ip link`, with what iproute2 adds to busybox's lines.
const ipOf =
  (isBusybox: boolean): Command =>
  (args, system) => {
    const [what = '', verb = 'show', name] = args.filter((arg) => !arg.startsWith('-'))
    const { links, routes } = system.stack()
    const device = name === 'dev' ? args.at(-1) : name
    const some = links.filter((link) => device === undefined || link.name === device)
    if (verb !== 'show' && verb !== 'list' && verb !== 'ls') {
      return failed(`ip: RTNETLINK answers: Operation not permitted`, 2)
    }
    if ('address'.startsWith(what) && what !== '') {
      if (some.length === 0) return failed(`Device "${device}" does not exist.`, 1)
      return done(some.map((link) => linkText(link, isBusybox) + addressText(link)).join(''))
    }
    if ('link'.startsWith(what) && what !== '') {
      return done(some.map((link) => linkText(link, isBusybox)).join(''))
    }
    if ('route'.startsWith(what) && what !== '') {
      return done(routes.map((route) => `${routeText(route, isBusybox)}\n`).join(''))
    }
    return failed(
      isBusybox
        ? `ip: invalid argument '${what}' to 'ip'`
        : `Object "${what}" is unknown, try "ip help".`,
      1,
    )
  }

function linkText({ index, name, peer, mac }: Link, isBusybox: boolean): string {
  const isLoopback = name === 'lo'
  const title = peer === undefined ? name : `${name}@if${peer}`
  const flags = isLoopback ? 'LOOPBACK,UP,LOWER_UP' : 'BROADCAST,MULTICAST,UP,LOWER_UP'
  const own = peer !== undefined && isBusybox ? ',M-DOWN' : ''
  const mtu = isLoopback ? 65_536 : 1_500
  const length = isLoopback ? ' qlen 1000' : ''
  const state = isBusybox
    ? `qdisc noqueue${length} `
    : `qdisc noqueue state ${isLoopback ? 'UNKNOWN' : 'UP'} group default${length}`
  const kind = isLoopback ? 'loopback' : 'ether'
  const broadcast = isLoopback ? mac : 'ff:ff:ff:ff:ff:ff'
  const namespace = peer !== undefined && !isBusybox ? ' link-netnsid 0' : ''
  return (
    `${index}: ${title}: <${flags}${own}> mtu ${mtu} ${state}\n` +
    `    link/${kind} ${mac} brd ${broadcast}${namespace}\n`
  )
}

function addressText({ name, address, prefix }: Link): string {
  if (address === undefined) return ''
  const [first = '', second = '', third = ''] = address.split('.')
  const isLocal = name === 'lo'
  const last = prefix === 16 ? `${first}.${second}.255.255` : `${first}.${second}.${third}.255`
  const broadcast = isLocal || prefix === 32 ? '' : ` brd ${last}`
  const scope = isLocal ? 'host' : 'global'
  return (
    `    inet ${address}/${prefix}${broadcast} scope ${scope} ${name}\n` +
    '       valid_lft forever preferred_lft forever\n'
  )
}

function routeText(
  { to, via, device, source, scope, isKernels }: Route,
  isBusybox: boolean,
): string {
  const words = [
    to,
    ...(via === undefined ? [] : [`via ${via}`]),
    `dev ${device}`,
    ...(isKernels ? ['proto kernel'] : []),
    ...(scope === undefined ? [] : [`scope ${scope}`]),
    ...(source === undefined ? [] : [`${isBusybox ? ' ' : ''}src ${source}`]),
  ]
  return `${words.join(' ')} `
}

/** busybox's `ip`. */
export const busyboxIp = ipOf(true)
/** iproute2's. */
export const ip = ipOf(false)

/** `ifconfig`. */
export const ifconfig: Command = (args, system) => {
  const [name] = operands(args)
  const links = system.stack().links.filter((link) => name === undefined || link.name === name)
  if (links.length === 0) {
    return failed(`ifconfig: ${name}: error fetching interface information: Device not found`)
  }
  return done(links.map((each) => `${interfaceText(each)}\n`).join(''))
}

function interfaceText({ name, address, prefix, mac }: Link): string {
  const isLoopback = name === 'lo'
  const kind = isLoopback
    ? 'Link encap:Local Loopback  '
    : `Link encap:Ethernet  HWaddr ${mac.toUpperCase()}  `
  const mask =
    { 8: '255.0.0.0', 16: '255.255.0.0', 24: '255.255.255.0' }[prefix] ?? '255.255.255.255'
  return (
    `${name.padEnd(9)} ${kind}\n` +
    `          inet addr:${address}  Mask:${mask}\n` +
    `          UP ${isLoopback ? 'LOOPBACK' : 'BROADCAST'} RUNNING  ` +
    `MTU:${isLoopback ? 65_536 : 1_500}  Metric:1\n`
  )
}
