import type { FlowRow } from './kernel'

// What servers are known by, of those that Debian's /etc/services has: name, port, and where it is
// not TCP, protocols.
const KNOWN =
  'echo 7 tcp,udp;discard 9 tcp,udp;daytime 13;netstat 15;chargen 19 tcp,udp;ftp-data 20;ftp 21;' +
  'ssh 22;telnet 23;smtp 25;time 37 tcp,udp;whois 43;domain 53 tcp,udp;bootps 67 udp;' +
  'bootpc 68 udp;tftp 69 udp;gopher 70;finger 79;http 80;kerberos 88 tcp,udp;pop3 110;' +
  'sunrpc 111 tcp,udp;auth 113;nntp 119;ntp 123 udp;imap2 143;snmp 161 tcp,udp;bgp 179;' +
  'ldap 389 tcp,udp;https 443 tcp,udp;microsoft-ds 445;submissions 465;isakmp 500 udp;exec 512;' +
  'login 513;shell 514;syslog 514 udp;printer 515;rtsp 554;submission 587;ipp 631;' +
  'ldaps 636 tcp,udp;domain-s 853 tcp,udp;rsync 873;ftps 990;imaps 993;pop3s 995;socks 1080;' +
  'openvpn 1194 tcp,udp;ms-sql-s 1433;ms-sql-m 1434 udp;radius 1812 tcp,udp;' +
  'cisco-sccp 2000;nfs 2049 tcp,udp;mysql 3306;ms-wbt-server 3389;svn 3690;epmd 4369;' +
  'ipsec-nat-t 4500 udp;sip 5060 tcp,udp;xmpp-client 5222;xmpp-server 5269;mdns 5353 udp;' +
  'postgresql 5432;rplay 5555 udp;nrpe 5666;amqps 5671;amqp 5672 tcp,sctp;x11 6000;redis 6379;' +
  'ircd 6667;bbs 7000;zope-ftp 8021;http-alt 8080;tproxy 8081;omniorb 8088;puppet 8140;' +
  'xinetd 9098;git 9418;webmin 10000;zabbix-agent 10050;zabbix-trapper 10051;csync2 30865'

const names: ReadonlyMap<string, string> = new Map(
  KNOWN.split(';').flatMap((line) => {
    const [name = '', port = '', protocols = 'tcp'] = line.split(' ')
    return protocols.split(',').map((protocol) => [`${port}/${protocol}`, name] as const)
  }),
)

/** The name that a port is known by, as programs print it that are not asked for numbers. */
export const portName = (port: number, protocol: FlowRow['protocol']): string | undefined =>
  names.get(`${port}/${protocol}`)
