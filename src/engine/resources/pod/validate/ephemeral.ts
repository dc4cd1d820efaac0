import { forbiddenField, notFoundField } from '../../../api/field-error'
import type { Report } from '../../checks'
import type { PodSpec } from '../spec'
import { checkContainer, checkUnique } from './containers'

// What a container that is put into a running Pod may have (allowedEphemeralContainerFields).
const NOT_ALLOWED = [
  'ports',
  'lifecycle',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'resizePolicy',
] as const

/** Containers that are put into a running Pod (validateEphemeralContainers). */
export function checkEphemeral(
  report: Report,
  field: string,
  { containers, ephemeralContainers = [], initContainers = [] }: PodSpec,
  mountable: ReadonlySet<string>,
): void {
  const names = new Set([...containers, ...initContainers].map(({ name }) => name))
  for (const [index, container] of ephemeralContainers.entries()) {
    const path = `${field}.ephemeralContainers[${index}]`
    checkContainer(report, path, container, mountable)
    checkUnique(report, path, container.name, names)
    const { resources, targetContainerName: target = '', volumeMounts = [] } = container
    if (target !== '' && !containers.some(({ name }) => name === target)) {
      report.push(notFoundField(`${path}.targetContainerName`, target))
    }
    const refuse = (at: string): void => {
      report.push(forbiddenField(at, 'cannot be set for an Ephemeral Container'))
    }
    for (const name of NOT_ALLOWED) if (container[name]) refuse(`${path}.${name}`)
    if (Object.keys(resources).length > 0) refuse(`${path}.resources`)
    for (const [at, { subPath, subPathExpr }] of volumeMounts.entries()) {
      if (subPath) refuse(`${path}.volumeMounts[${at}].subPath`)
      if (subPathExpr) refuse(`${path}.volumeMounts[${at}].subPathExpr`)
    }
  }
}
