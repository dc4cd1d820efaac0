import { describe, expect, it } from 'vitest'
import { Laptop } from '../testing/laptop'

const storage = {
  class:
    '{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast, annotations: ' +
    '{storageclass.kubernetes.io/is-default-class: "true"}}, provisioner: example.com/disk, ' +
    'parameters: {b: "2", a: "1"}, volumeBindingMode: WaitForFirstConsumer}',
  volume:
    '{apiVersion: v1, kind: PersistentVolume, metadata: {name: disk}, spec: {capacity: ' +
    '{storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /data}, ' +
    'storageClassName: fast}}',
}

async function prepared(...lines: readonly string[]): Promise<Laptop> {
  const laptop = Laptop.settled()
  for (const line of lines) await laptop.run(line)
  return laptop
}

const described = async (laptop: Laptop, what: string): Promise<string> =>
  (await laptop.run(`kubectl describe ${what}`)).stdout

describe('kubectl 1.33 describes', () => {
  it('a StorageClass and a PersistentVolume', async () => {
    const laptop = Laptop.settled()
    for (const stdin of Object.values(storage)) await laptop.run('kubectl create -f -', { stdin })
    laptop.wait(1_000)
    expect(await described(laptop, 'sc fast')).toBe(
      `Name:                  fast
IsDefaultClass:        Yes
Annotations:           storageclass.kubernetes.io/is-default-class=true
Provisioner:           example.com/disk
Parameters:            a=1,b=2
AllowVolumeExpansion:  <unset>
MountOptions:          <none>
ReclaimPolicy:         Delete
VolumeBindingMode:     WaitForFirstConsumer
Events:                <none>
`,
    )
    expect(await described(laptop, 'pv disk')).toContain(
      `Finalizers:      [kubernetes.io/pv-protection]
StorageClass:    fast
Status:          Available
Claim:           
Reclaim Policy:  Retain
Access Modes:    RWO
VolumeMode:      Filesystem
Capacity:        1Gi
Node Affinity:   <none>
Message:         
Source:
    Type:          HostPath (bare host directory volume)
    Path:          /data
    HostPathType:  
`,
    )
  })
  it('a PriorityClass', async () => {
    const laptop = await prepared('kubectl create priorityclass high --value=1000 --description=x')
    expect(await described(laptop, 'priorityclass high')).toBe(
      `Name:              high
Value:             1000
GlobalDefault:     false
PreemptionPolicy:  PreemptLowerPriority
Description:       x
Annotations:       <none>
Events:            <none>
`,
    )
  })
})

describe('whoever asks as somebody else', () => {
  it('may do what that one may', async () => {
    const laptop = await prepared()
    expect(await laptop.run('kubectl get pods --as=bob')).toMatchObject({
      code: 1,
      stderr:
        'Error from server (Forbidden): pods is forbidden: User "bob" cannot list resource ' +
        '"pods" in API group "" in the namespace "default"\n',
    })
    const { stdout } = await laptop.run('kubectl auth whoami --as=bob --as-group=a --as-group=b')
    expect(stdout).toContain('Groups      [a b system:authenticated]')
    expect((await laptop.run('kubectl get pods --as-group=a')).stderr).toBe(
      'error: requesting uid, groups or user-extra for  without impersonating a user\n',
    )
  })
})

describe('kubectl 1.33 says', () => {
  const errors: readonly (readonly [string, string])[] = [
    [
      'set resources deploy/web --limits=cpu=1 --requests=cpu=2',
      'error: failed to patch resources update to pod template Deployment.apps "web" is invalid: ' +
        'spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less ' +
        'than or equal to cpu limit of 1\n',
    ],
    [
      'set image deploy/web nginx=',
      'error: failed to patch image update to pod template: Deployment.apps "web" is invalid: ' +
        'spec.template.spec.containers[0].image: Required value\n',
    ],
    [
      'set env deploy/web 1A=x',
      'error: "1A" is not a valid key name: a valid environment variable name must consist of ' +
        "alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. " +
        "'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is " +
        "'[-._a-zA-Z][-._a-zA-Z0-9]*')\n",
    ],
    [
      'set selector svc web a=b --local',
      'error: you must specify resources by --filename when --local is set.\n' +
        "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n",
    ],
    [
      'delete pods --all --field-selector=status.phase=Failed',
      "error: setting 'all' parameter but found a non empty selector. \n",
    ],
    [
      'patch deploy web -p {bad',
      "Error from server (BadRequest): invalid character 'b' looking for beginning of object key " +
        'string\n',
    ],
    ['explain svc --output=foo', 'error: unrecognized format: foo\n'],
  ]
  it.each(errors)('to `kubectl %s` why it does nothing', async (line, stderr) => {
    const laptop = await prepared('kubectl create deployment web --image=nginx')
    expect(await laptop.run(`kubectl ${line}`)).toEqual({ code: 1, stdout: '', stderr })
  })
  it('of two names one of which is missing nothing but that', async () => {
    const { stdout, stderr } = await (await prepared()).run(
      'kubectl describe svc/kubernetes pod/nope',
    )
    expect([stdout, stderr]).toEqual(['', 'Error from server (NotFound): pods "nope" not found\n'])
  })
  it('of a StatefulSet whose template went round that nothing held it back', async () => {
    const spec =
      '{serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: ' +
      '{app: db}}, spec: {containers: [{name: c, image: nginx}]}}}'
    const laptop = Laptop.settled()
    const stdin = `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: ${spec}}`
    await laptop.run('kubectl create -f -', { stdin })
    const { stdout } = await laptop.run('kubectl rollout status sts/db')
    expect(stdout).toContain('partitioned roll out complete: 1 new pods have been updated...\n')
  })
  it('a token, and nothing behind it when it is passed on', async () => {
    const { stdout } = await (await prepared()).run('kubectl create token default')
    expect(stdout).toMatch(/^[^.\s]+\.[^.\s]+\.[^.\s]+$/)
  })
})
