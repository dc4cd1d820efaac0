import {
  duplicate,
  forbiddenField,
  invalid,
  notFoundField,
  required,
} from '../../../api/field-error'
import { dns1123Label, portName } from '../../../api/names'
import {
  checkGiven,
  checkOneOf,
  checkPortNumber,
  checkText,
  once,
  PROTOCOLS,
  type Report,
} from '../../checks'
import type { Container, ContainerPort } from '../container'
import type { PodSpec } from '../spec'
import { checkEnvironment } from './environment'
import { checkHandlers, checkProbes } from './probes'
import { checkResources } from './resources'

const checkPortsOnce = once(checkPorts)
const checkResourcesOnce = once(checkResources)

/** Containers, then init containers (validateContainers, validateInitContainers). */
export function checkContainers(
  report: Report,
  field: string,
  spec: PodSpec,
  mountable: ReadonlySet<string>,
): void {
  const { containers, initContainers = [], terminationGracePeriodSeconds: grace } = spec
  const names = new Set<string>()
  if (containers.length === 0) report.push(required(`${field}.containers`))
  for (const [index, container] of containers.entries()) {
    const path = `${field}.containers[${index}]`
    checkContainer(report, path, container, mountable)
    checkUnique(report, path, container.name, names)
    checkHandlers(report, path, container, grace)
    checkProbes(report, path, container)
  }
  checkHostPorts(report, `${field}.containers`, containers)
  for (const [index, container] of initContainers.entries()) {
    const path = `${field}.initContainers[${index}]`
    checkContainer(report, path, container, mountable)
    checkUnique(report, path, container.name, names)
    checkInitContainer(report, path, container, grace)
  }
  if (initContainers.length > 0) checkHostPorts(report, `${field}.initContainers`, initContainers)
}

/** A name that another container has is refused. */
export function checkUnique(report: Report, path: string, name: string, names: Set<string>): void {
  if (name !== '' && names.has(name)) report.push(duplicate(`${path}.name`, name))
  names.add(name)
}

const POLICIES = ['FallbackToLogsOnError', 'File'] as const
const PULL = ['Always', 'IfNotPresent', 'Never'] as const

/** What every container is checked for. */
export function checkContainer(
  report: Report,
  path: string,
  container: Container,
  mountable: ReadonlySet<string>,
): void {
  const { image = '' } = container
  checkGiven(report, `${path}.name`, container.name, dns1123Label)
  if (image === '') report.push(required(`${path}.image`))
  else if (image !== image.trim()) {
    const detail = 'must not have leading or trailing whitespace'
    report.push(invalid(`${path}.image`, image, detail))
  }
  const { terminationMessagePolicy } = container
  checkOneOf(report, `${path}.terminationMessagePolicy`, terminationMessagePolicy, POLICIES)
  checkPortsOnce(report, `${path}.ports`, container.ports)
  checkEnvironment(report, path, container)
  checkMounts(report, path, container, mountable)
  checkOneOf(report, `${path}.imagePullPolicy`, container.imagePullPolicy, PULL)
  checkResourcesOnce(report, `${path}.resources`, container.resources)
}

function checkPorts(report: Report, field: string, ports: readonly ContainerPort[]): void {
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) {
    const path = `${field}[${index}]`
    if (port.name) checkOwnName(report, `${path}.name`, port.name, names)
    if (port.containerPort === 0) report.push(required(`${path}.containerPort`))
    else checkPortNumber(report, `${path}.containerPort`, port.containerPort)
    if (port.hostPort) checkPortNumber(report, `${path}.hostPort`, port.hostPort)
    checkOneOf(report, `${path}.protocol`, port.protocol, PROTOCOLS)
  }
}

function checkOwnName(report: Report, field: string, name: string, names: Set<string>): void {
  const before = report.length
  checkText(report, field, name, portName)
  if (report.length > before) return
  if (names.has(name)) report.push(duplicate(field, name))
  names.add(name)
}

// One port of the node serves one container.
function checkHostPorts(report: Report, field: string, containers: readonly Container[]): void {
  const taken = new Set<string>()
  for (const [index, { ports = [] }] of containers.entries()) {
    for (const [at, { hostIP = '', hostPort, protocol }] of ports.entries()) {
      if (!hostPort) continue
      const claim = `${protocol}/${hostIP}/${hostPort}`
      if (taken.has(claim))
        report.push(duplicate(`${field}[${index}].ports[${at}].hostPort`, claim))
      taken.add(claim)
    }
  }
}

function checkMounts(
  report: Report,
  path: string,
  { volumeMounts = [] }: Container,
  mountable: ReadonlySet<string>,
): void {
  const places = new Set<string>()
  for (const [index, { mountPath, name, subPath = '' }] of volumeMounts.entries()) {
    const field = `${path}.volumeMounts[${index}]`
    if (name === '') report.push(required(`${field}.name`))
    if (!mountable.has(name)) report.push(notFoundField(`${field}.name`, name))
    if (mountPath === '') report.push(required(`${field}.mountPath`))
    if (places.has(mountPath)) {
      report.push(invalid(`${field}.mountPath`, mountPath, 'must be unique'))
    }
    places.add(mountPath)
    if (subPath !== '') checkSubPath(report, `${field}.subPath`, subPath)
  }
}

function checkSubPath(report: Report, field: string, path: string): void {
  if (path.startsWith('/')) report.push(invalid(field, path, 'must be a relative path'))
  if (path.split('/').includes('..')) report.push(invalid(field, path, "must not contain '..'"))
}

const PROBES = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const

// An init container that always restarts is a sidecar: it may have what a container may.
function checkInitContainer(
  report: Report,
  path: string,
  container: Container,
  grace: number,
): void {
  const { restartPolicy } = container
  if (restartPolicy !== undefined) {
    checkOneOf(report, `${path}.restartPolicy`, restartPolicy, ['Always'])
  }
  if (restartPolicy === 'Always') {
    checkHandlers(report, path, container, grace)
    checkProbes(report, path, container)
    return
  }
  for (const name of PROBES) {
    if (container[name] === undefined) continue
    const detail = 'may not be set for init containers without restartPolicy=Always'
    report.push(forbiddenField(`${path}.${name}`, detail))
  }
}
