import type { Files } from './file-system'

/** What most images have, whatever else they bring. */
export const systemFiles: Files = {
  '/bin/': '',
  '/dev/': '',
  '/etc/group': 'root:x:0:\nbin:x:1:root,bin,daemon\ndaemon:x:2:root,bin,daemon\nnobody:x:65534:\n',
  '/etc/passwd':
    'root:x:0:0:root:/root:/bin/sh\nbin:x:1:1:bin:/bin:/sbin/nologin\n' +
    'nobody:x:65534:65534:nobody:/:/sbin/nologin\n',
  '/etc/os-release':
    'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.21.3\nPRETTY_NAME="Alpine Linux v3.21"\n' +
    'HOME_URL="https://alpinelinux.org/"\n',
  '/etc/alpine-release': '3.21.3\n',
  '/home/': '',
  '/lib/': '',
  '/mnt/': '',
  '/opt/': '',
  '/proc/': '',
  '/root/': '',
  '/run/': '',
  '/sbin/': '',
  '/srv/': '',
  '/sys/': '',
  '/tmp/': '',
  '/usr/bin/': '',
  '/usr/lib/': '',
  '/usr/sbin/': '',
  '/usr/share/': '',
  '/var/': '',
}

/** The image of busybox alone has less. */
export const busyboxFiles: Files = {
  '/bin/': '',
  '/dev/': '',
  '/etc/group': 'root:x:0:\ndaemon:x:1:\nwheel:x:10:\nnobody:x:65534:\n',
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
  '/home/': '',
  '/lib/': '',
  '/lib64/': '',
  '/proc/': '',
  '/root/': '',
  '/sys/': '',
  '/tmp/': '',
  '/usr/bin/': '',
  '/var/spool/': '',
  '/var/www/': '',
}
