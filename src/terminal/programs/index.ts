import type { LaptopProgram } from '../shell/process'
import { clear, env, history, hostname, nano, printenv, which, whoami } from './about'
import { awk } from './awk'
import { cat } from './cat'
import { cut } from './cut'
import { date } from './date'
import { diff } from './diff'
import { echo } from './echo'
import { chmod, cp, mkdir, mv, rm, rmdir, touch } from './file-tools'
import { grep } from './grep'
import { head } from './head'
import { helpFor, manFor } from './help'
import { ls } from './ls'
import { docker, ssh } from './machines'
import { onNetwork } from './network'
import { printf } from './printf'
import { sed } from './sed'
import {
  base64,
  basename,
  column,
  dirname,
  nayMan,
  nl,
  paste,
  rev,
  seq,
  sleep,
  tac,
  timeout,
  yes,
  yesMan,
} from './small'
import { sort } from './sort'
import { tail } from './tail'
import { tee } from './tee'
import { tr } from './tr'
import { uniq } from './uniq'
import { watch } from './watch'
import { wc } from './wc'
import { xargs } from './xargs'

const fileTools = [cat, chmod, cp, diff, ls, mkdir, mv, rm, rmdir, tail, tee, touch]
const textTools = [
  awk,
  base64,
  column,
  cut,
  echo,
  grep,
  head,
  nl,
  paste,
  printf,
  rev,
  sed,
  sort,
  tac,
  tr,
]
const otherTools = [basename, clear, date, dirname, env, history, hostname, nano, nayMan, printenv]
const moreTools = [seq, sleep, timeout, uniq, watch, wc, which, whoami, xargs, yes, yesMan]

const definitions = [...fileTools, ...textTools, ...otherTools, ...moreTools, docker, ssh].sort(
  (a, b) => (a.name < b.name ? -1 : 1),
)

/** The programs of the learner's machine, but for those that speak to the cluster. */
export const laptopPrograms: ReadonlyMap<string, LaptopProgram> = new Map([
  ...definitions.map(({ name, program }) => [name, program] as const),
  ...['vi', 'vim', 'edit'].map((name) => [name, nano.program] as const),
  ...['curl', 'dig', 'host', 'ip', 'nslookup', 'ping', 'registry', 'ss', 'traceroute', 'wget'].map(
    (name) => [name, onNetwork(name)] as const,
  ),
  ['nc', onNetwork('nc', { interactive: true })],
  ['egrep', (words, laptop) => grep.program(['-E', ...words], laptop)],
  ['fgrep', (words, laptop) => grep.program(['-F', ...words], laptop)],
  ['help', helpFor(definitions)],
  ['man', manFor(definitions)],
])
