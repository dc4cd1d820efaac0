import { beforeEach, describe, expect, it } from 'vitest'
import type { Pod } from '../../../engine/resources'
import { Laptop } from '../../testing/laptop'

const LEGACY =
  '--profile=legacy is deprecated and will be removed in the future. It is recommended to ' +
  'explicitly specify a profile, for example "--profile=general".\n'
const PROMPT = "If you don't see a command prompt, try pressing enter.\n"

describe('kubectl debug', () => {
  let laptop: Laptop
  beforeEach(async () => {
    laptop = Laptop.settled()
    await laptop.run('kubectl run web --image=nginx:alpine --labels=app=web')
    laptop.cluster.settle()
  })
  const podNamed = (name: string) => laptop.cluster.reader().get('Pod', 'default', name) as Pod

  it('puts a container into a running Pod, and attaches to it', async () => {
    const line = 'kubectl debug web -i --image=busybox -c tools --target=web --profile=general'
    const stdin = 'wget -qO- localhost | head -n 1\nexit\n'
    expect(await laptop.run(line, { stdin })).toEqual({
      code: 0,
      stdout:
        'Targeting container "web". If you don\'t see processes from this container it may be ' +
        "because the container runtime doesn't support this feature.\n<!DOCTYPE html>\n",
      stderr: PROMPT,
    })
    const [container] = podNamed('web').spec.ephemeralContainers ?? []
    expect(container).toMatchObject({
      name: 'tools',
      targetContainerName: 'web',
      securityContext: { capabilities: { add: ['SYS_PTRACE'] } },
    })
  })

  it('names the container itself, and shows the log of one that has ended', async () => {
    const ran = await laptop.run('kubectl debug web --attach --image=busybox -- echo hi')
    expect(ran).toMatchObject({ code: 0, stderr: LEGACY })
    expect(ran.stdout).toMatch(/^Defaulting debug container name to debugger-[a-z0-9]{5}\.\nhi\n$/)
  })

  it('debugs a copy without its labels', async () => {
    const line =
      'kubectl debug web --image=busybox -c tools --copy-to=copy --share-processes --replace'
    expect(await laptop.run(`${line} -- sleep 100`)).toMatchObject({ code: 0, stdout: '' })
    const { metadata, spec } = podNamed('copy')
    expect(metadata.labels).toBeUndefined()
    expect(spec).toMatchObject({
      containers: [{ name: 'web' }, { name: 'tools', command: ['sleep', '100'] }],
      shareProcessNamespace: true,
    })
    expect(podNamed('web')).toBeUndefined()
  })

  it('gives the copy other images, and another command', async () => {
    await laptop.run('kubectl debug web --copy-to=a --set-image=*=nginx -q')
    expect(podNamed('a').spec.containers).toMatchObject([{ image: 'nginx' }])
    await laptop.run('kubectl debug web --copy-to=b -c web -- sleep 9')
    expect(podNamed('b').spec.containers).toMatchObject([{ command: ['sleep', '9'] }])
  })

  it('debugs a node in its own namespaces', async () => {
    const ran = await laptop.run('kubectl debug node/node-2 --image=busybox -- sleep 9')
    const [, name = ''] =
      /^Creating debugging pod (\S+) with container debugger/.exec(ran.stdout) ?? []
    expect(podNamed(name).spec).toMatchObject({
      hostNetwork: true,
      hostPID: true,
      nodeName: 'node-2',
      restartPolicy: 'Never',
      containers: [{ volumeMounts: [{ mountPath: '/host' }, {}] }],
    })
  })

  it.each([
    ['', 'error: you must specify --image when not using --copy-to.'],
    ['web --image=busybox -t', 'error: -i/--stdin is required for containers with -t/--tty=true'],
    ['web --image=busybox --profile=zz', 'error: unknown profile: zz'],
    ['web --image=busybox --replace', 'error: --replace may only be used with --copy-to.'],
    ['web --copy-to=y', 'error: you must specify --image, --set-image or command arguments.'],
    [
      'web --copy-to=y --image=busybox --target=z',
      'error: --target is incompatible with --copy-to. Use --share-processes instead.',
    ],
    ['web --image=B@D', 'error: invalid image name "B@D": invalid reference format'],
    ['web --image=busybox --image-pull-policy=z', 'error: invalid image pull policy: z'],
    ['--image=busybox', 'error: NAME or filename is required for debug'],
    [
      'svc/kubernetes --image=busybox',
      `${LEGACY}error: "/v1, Kind=Service" not supported by debug`,
    ],
    ['nope --image=busybox', `${LEGACY}Error from server (NotFound): pods "nope" not found`],
  ])('refuses %s', async (words, stderr) => {
    expect(await laptop.run(`kubectl debug ${words}`)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${stderr}\n`,
    })
  })
})

describe('get --raw', () => {
  it('asks a Service through the API server', async () => {
    const laptop = Laptop.settled()
    await laptop.run('kubectl run web --image=nginx:alpine --port=80 --expose')
    await laptop.run('kubectl create service clusterip none --tcp=80')
    laptop.cluster.settle()
    const services = '/api/v1/namespaces/default/services'
    const raw = (path: string) => laptop.run(`kubectl get --raw ${path}`)
    for (const path of [`${services}/web:80/proxy/`, `${services}/web/proxy`]) {
      expect((await raw(path)).stdout).toContain('Welcome to nginx!')
    }
    expect((await raw('/api/v1/nodes/node-1/proxy/healthz')).stdout).toBe('ok')
    expect((await raw(`${services}/none/proxy/`)).stderr).toBe(
      'Error from server (ServiceUnavailable): no endpoints available for service "none"\n',
    )
  })
})
