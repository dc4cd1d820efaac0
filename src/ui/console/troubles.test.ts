import { describe, expect, it } from 'vitest'
import { troublesIn } from './troubles'

const known = ['web-1', 'web-2', 'web-svc', 'lb', 'node-1', 'web-svc-x7k2p']
const idOf = (word: string) => {
  const name = word.split('/').at(-1) ?? ''
  return known.includes(name) ? `id/${name}` : undefined
}
const found = (command: string, ...lines: readonly string[]) =>
  troublesIn(lines, command, idOf).map(({ line, from, length, leads }) => {
    const word = lines[line]?.slice(from, from + length)
    return `${word} → ${leads.type === 'why' ? leads.id : `request ${leads.number}`}`
  })

describe('words of trouble in an output', () => {
  it('are states of Pods that are not ready', () => {
    const said = found(
      'kubectl get pods -o wide',
      'NAME    READY   STATUS             RESTARTS   AGE   IP           NODE     NOMINATED NODE',
      'web-1   1/1     Running            0          1m    10.244.0.2   node-1   <none>',
      'web-2   0/1     CrashLoopBackOff   4          1m    <none>       <none>   <none>',
      'other   0/1     Error              4          1m    <none>       <none>   <none>',
    )
    const id = 'id/web-2'
    expect(said).toEqual([
      `0/1 → ${id}`,
      `CrashLoopBackOff → ${id}`,
      `<none> → ${id}`,
      `<none> → ${id}`,
    ])
  })

  it('are pending addresses, and none where endpoints should be', () => {
    const services = found(
      'kubectl get svc',
      'NAME      TYPE           CLUSTER-IP     EXTERNAL-IP   PORT(S)        AGE',
      'web-svc   ClusterIP      10.96.0.1      <none>        80/TCP         1m',
      'lb        LoadBalancer   10.96.0.2      <pending>     80:31612/TCP   1m',
    )
    expect(services).toEqual(['<pending> → id/lb'])
    const endpoints = found(
      'kubectl get ep',
      'NAME      ENDPOINTS         AGE',
      'lb        10.244.0.2:8080   1m',
      'web-svc   <none>            1m',
    )
    expect(endpoints).toEqual(['<none> → id/web-svc'])
  })

  it('are read with what is described', () => {
    const said = found(
      'kubectl describe svc web-svc',
      'Name:                     web-svc',
      'Annotations:              <none>',
      'Endpoints:                <none>',
      'Events:                   <none>',
    )
    expect(said).toEqual(['<none> → id/web-svc'])
  })

  it('are lines of requests that failed, one after the other', () => {
    const said = found(
      'kubectl exec client -- sh -c "curl web-svc; curl web-svc:81"',
      'curl: (7) Failed to connect to web-svc port 80',
      'some answer',
      'curl: (28) Connection timed out',
    )
    expect(said.map((each) => each.split(' → ')[1])).toEqual(['request 0', 'request 1'])
  })

  it('are errors about a thing that the line or the command names', () => {
    const line = 'error: unable to forward port because pod is not running. Current status=Pending'
    expect(found('kubectl port-forward pod/web-1 80', line)).toEqual([`${line} → id/web-1`])
    expect(found('kubectl frobnicate', line)).toEqual([])
  })
})
