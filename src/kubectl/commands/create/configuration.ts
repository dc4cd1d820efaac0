import type { Call, Command, Flag } from '../../command'
import { configMap, registrySecret, secret, tlsSecret } from '../../generators/configuration'
import { configMaps, secrets } from '../../resources/known'
import { ownNamespace } from '../../writing/send'
import { generated } from './generated'

const appendHash: Flag = {
  name: 'append-hash',
  type: 'bool',
  usage: 'Append to the name what the content hashes to.',
}
const fromFile: Flag = {
  name: 'from-file',
  type: 'strings',
  usage: "A file for a key: [key=]path. The file's name is the key when none is given.",
  values: 'files',
}
const sources: readonly Flag[] = [
  appendHash,
  fromFile,
  { name: 'from-literal', type: 'stringArray', usage: 'A key and its value: key=value.' },
  {
    name: 'from-env-file',
    type: 'strings',
    usage: 'A file of key=value lines.',
    values: 'files',
  },
]

const dataOf = (call: Call, name: string) => ({
  name,
  namespace: ownNamespace(call),
  literals: call.flags.list('from-literal'),
  files: call.flags.list('from-file'),
  envFiles: call.flags.list('from-env-file'),
  appendHash: call.flags.bool('append-hash'),
})

const dryRun = '[--dry-run=server|client|none]'
const sourceUse = `[--from-file=[key=]source] [--from-literal=key1=value1] ${dryRun}`

/** `create configmap`. */
export const createConfigMap = generated({
  name: 'configmap',
  aliases: ['cm'],
  use: `NAME ${sourceUse}`,
  short: 'Create a config map from a local file, directory or literal value',
  long: 'Create a config map from files, directories and literal values.',
  examples: [
    'kubectl create configmap settings --from-literal=color=blue --from-file=app.conf',
    'kubectl create configmap settings --from-env-file=settings.env',
  ],
  flags: sources,
  resource: configMaps,
  failure: 'configmap:',
  make: (call, name) => configMap(dataOf(call, name), call.world.files),
})

const generic = generated({
  name: 'generic',
  use: `NAME [--type=string] ${sourceUse}`,
  short: 'Create a secret from a local file, directory, or literal value',
  long: 'Create a secret from files, directories and literal values.',
  examples: ['kubectl create secret generic login --from-literal=password=s3cr3t'],
  flags: [...sources, { name: 'type', type: 'string', usage: 'The type of the secret.' }],
  resource: secrets,
  failure: 'secret',
  make: (call, name) =>
    secret({ ...dataOf(call, name), type: call.flags.string('type') }, call.world.files),
})

const tls = generated({
  name: 'tls',
  use: `NAME --cert=path/to/cert/file --key=path/to/key/file ${dryRun}`,
  short: 'Create a TLS secret',
  long: 'Create a TLS secret from a key pair that exists already, in PEM.',
  examples: ['kubectl create secret tls shop --cert=shop.crt --key=shop.key'],
  flags: [
    appendHash,
    { name: 'cert', type: 'string', usage: 'File with the certificate.', values: 'files' },
    { name: 'key', type: 'string', usage: 'File with the private key.', values: 'files' },
  ],
  resource: secrets,
  failure: 'secret',
  make: (call, name) =>
    tlsSecret(
      {
        name,
        namespace: ownNamespace(call),
        cert: call.flags.string('cert'),
        key: call.flags.string('key'),
        appendHash: call.flags.bool('append-hash'),
      },
      call.world.files,
    ),
})

const registry = generated({
  name: 'docker-registry',
  use:
    'NAME --docker-username=user --docker-password=password --docker-email=email ' +
    `[--docker-server=string] [--from-file=[key=]source] ${dryRun}`,
  short: 'Create a secret for use with a Docker registry',
  long: 'Create a secret with which nodes log in to a registry of images.',
  examples: [
    'kubectl create secret docker-registry hub --docker-username=me --docker-password=secret',
  ],
  flags: [
    appendHash,
    fromFile,
    { name: 'docker-email', type: 'string', usage: 'Address for the registry.' },
    { name: 'docker-password', type: 'string', usage: 'Password for the registry.' },
    {
      name: 'docker-server',
      type: 'string',
      default: 'https://index.docker.io/v1/',
      usage: 'Where the registry is.',
    },
    { name: 'docker-username', type: 'string', usage: 'User name for the registry.' },
  ],
  resource: secrets,
  failure: 'secret',
  make: (call, name) =>
    registrySecret(
      {
        name,
        namespace: ownNamespace(call),
        literals: [],
        envFiles: [],
        files: call.flags.list('from-file'),
        appendHash: call.flags.bool('append-hash'),
        server: call.flags.string('docker-server'),
        username: call.flags.string('docker-username'),
        password: call.flags.string('docker-password'),
        email: call.flags.string('docker-email'),
      },
      call.world.files,
    ),
})

/** `create secret`. */
export const createSecret: Command = {
  name: 'secret',
  use: '(docker-registry | generic | tls)',
  short: 'Create a secret using a specified subcommand',
  long: 'Create a secret of a type: a login for a registry, anything at all, or a key pair.',
  commands: [registry, generic, tls],
}
