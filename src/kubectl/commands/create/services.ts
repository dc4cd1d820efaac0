import type { Command, Flag } from '../../command'
import { type ServiceOptions, service } from '../../generators/service'
import { services } from '../../resources/known'
import { ownNamespace } from '../../writing/send'
import { generated } from './generated'

const tcp: Flag = {
  name: 'tcp',
  type: 'strings',
  usage: 'Port pairs can be specified as <port>:<targetPort>; one number stands for both.',
}

interface Variant extends Pick<Command, 'name' | 'use' | 'short' | 'long'> {
  readonly type: ServiceOptions['type']
  readonly example: string
  readonly flag?: Flag
}

const variant = ({ type, example, flag, ...definition }: Variant): Command =>
  generated({
    ...definition,
    examples: [example],
    flags: [tcp, ...(flag ? [flag] : [])],
    resource: services,
    failure: `${type} service:`,
    make: (call, name) => {
      const of = (wanted: string) => (flag?.name === wanted ? call.flags.string(wanted) : '')
      return service({
        name,
        namespace: ownNamespace(call),
        type,
        tcp: call.flags.list('tcp'),
        clusterIP: of('clusterip'),
        externalName: of('external-name'),
        nodePort: flag?.name === 'node-port' ? call.flags.integer('node-port') : 0,
      })
    },
  })

const dryRun = '[--dry-run=server|client|none]'

/** `create service`. */
export const createService: Command = {
  name: 'service',
  aliases: ['svc'],
  use: '[flags]',
  short: 'Create a service using a specified subcommand',
  long: 'Create a service using a specified subcommand.',
  commands: [
    variant({
      name: 'clusterip',
      use: `NAME [--tcp=<port>:<targetPort>] ${dryRun}`,
      short: 'Create a ClusterIP service',
      long: 'Create a ClusterIP service with the specified name.',
      example: 'kubectl create service clusterip web --tcp=80:8080',
      type: 'ClusterIP',
      flag: {
        name: 'clusterip',
        type: 'string',
        usage: "The address; empty lets the server choose one, 'None' makes it headless.",
      },
    }),
    variant({
      name: 'nodeport',
      use: `NAME [--tcp=port:targetPort] ${dryRun}`,
      short: 'Create a NodePort service',
      long: 'Create a NodePort service with the specified name.',
      example: 'kubectl create service nodeport web --tcp=80:8080 --node-port=30080',
      type: 'NodePort',
      flag: {
        name: 'node-port',
        type: 'int',
        usage: 'Port on every node; 0 lets the server choose one.',
      },
    }),
    variant({
      name: 'loadbalancer',
      use: `NAME [--tcp=port:targetPort] ${dryRun}`,
      short: 'Create a LoadBalancer service',
      long: 'Create a LoadBalancer service with the specified name.',
      example: 'kubectl create service loadbalancer web --tcp=80:8080',
      type: 'LoadBalancer',
    }),
    variant({
      name: 'externalname',
      use: `NAME --external-name external.name ${dryRun}`,
      short: 'Create an ExternalName service',
      long: 'Create a Service that is another name for a host outside of the cluster.',
      example: 'kubectl create service externalname db --external-name db.example.com',
      type: 'ExternalName',
      flag: {
        name: 'external-name',
        type: 'string',
        usage: 'The name that the Service stands for.',
        required: true,
      },
    }),
  ],
}
