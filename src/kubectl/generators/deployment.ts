import { CommandError } from '../command'
import type { JsonObject } from '../json'
import { metadataOf, type Naming } from './metadata'

/** The flags of `create deployment`. */
export interface DeploymentOptions extends Naming {
  readonly images: readonly string[]
  readonly command: readonly string[]
  readonly replicas: number
  /** Below zero for none. */
  readonly port: number
  /** Draws a number below the one given, for containers that must not share a name. */
  readonly random: (below: number) => number
}

/** A Deployment as `create deployment` makes it (kubectl's create_deployment.go). */
export function deployment(options: DeploymentOptions): JsonObject {
  const { name, images, command, port } = options
  if (images.length > 1 && command.length > 0) {
    throw new CommandError('error: cannot specify multiple --image options and command')
  }
  const labels = { app: name }
  const containers = images.map((image, index) => ({
    name: containerName(image, options.random),
    image,
    ...(command.length > 0 ? { command } : {}),
    ...(port >= 0 && index === 0 ? { ports: [{ containerPort: port }] } : {}),
    resources: {},
  }))
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: metadataOf(options, { labels }),
    spec: {
      replicas: options.replicas,
      selector: { matchLabels: labels },
      template: { metadata: { creationTimestamp: null, labels }, spec: { containers } },
      strategy: {},
    },
    status: {},
  }
}

// The image's last part, without tag and digest; what no name may hold is made unlike by chance.
function containerName(image: string, random: (below: number) => number): string {
  const last = image.slice(image.lastIndexOf('/') + 1)
  const name = (last.split(':')[0] ?? '').split('@')[0] ?? ''
  if (!/[_.]/.test(name)) return name
  return `${name.replace(/[_.]/g, '-')}-${suffix(random)}`
}

const letters = 'bcdfghjklmnpqrstvwxz2456789'

/** Five letters as generated names have them (apimachinery's rand.String). */
export const suffix = (random: (below: number) => number): string =>
  Array.from({ length: 5 }, () => letters[random(letters.length)]).join('')
