import { describe, expect, test } from 'vitest'
import { parsedPorts, podPorts, servicePorts } from './ports'

const pod = {
  metadata: { name: 'web-1' },
  spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }] },
}
const service = {
  metadata: { name: 'web' },
  spec: {
    clusterIP: '10.96.0.9',
    ports: [
      { name: 'main', port: 80, targetPort: 8080 },
      { port: 81, targetPort: 'http' },
      { port: 82 },
    ],
  },
}

describe('ports of a Service', () => {
  test.each([
    ['8080:80', '8080'],
    ['9000:80', '9000:8080'],
    ['9000:81', '9000:8080'],
    ['9000:main', '9000:8080'],
    ['82', '82'],
    [':80', ':8080'],
  ])('%s becomes %s', (given, wanted) => {
    expect(servicePorts(service, pod, [given])).toEqual([wanted])
  })

  test('stay as they are when the Service is headless', () => {
    const headless = { ...service, spec: { ...service.spec, clusterIP: 'None' } }
    expect(servicePorts(headless, pod, ['9000:80'])).toEqual(['9000:80'])
  })

  test('must be ports of the Service', () => {
    expect(() => servicePorts(service, pod, ['8080:99'])).toThrow(
      'error: Service web does not have a service port 99',
    )
  })
})

describe('ports of a Pod', () => {
  test('are numbers once they have been looked up', () => {
    expect(podPorts(pod, ['http', '9000:http', '80'])).toEqual(['8080', '9000:8080', '80'])
    expect(parsedPorts(['8080', '9000:80', ':80'])).toEqual([
      { local: 8080, remote: 8080 },
      { local: 9000, remote: 80 },
      { local: 0, remote: 80 },
    ])
  })

  test.each([
    [
      '70000:80',
      `error parsing local port '70000': strconv.ParseUint: parsing "70000": value out of range`,
    ],
    ['80:0', 'remote port must be > 0'],
    ['1:2:3', "invalid port format '1:2:3'"],
  ])('%s is refused', (given, message) => {
    expect(() => parsedPorts([given])).toThrow(`error: ${message}`)
  })
})
