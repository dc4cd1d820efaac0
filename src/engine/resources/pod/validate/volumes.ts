import { duplicate, forbiddenField, invalid } from '../../../api/field-error'
import { dns1123Label } from '../../../api/names'
import { checkGiven, type Report } from '../../checks'
import type { Volume } from '../volume'

/** A Pod's volumes; returns the names of those that can be mounted (ValidateVolumes). */
export function checkVolumes(
  report: Report,
  field: string,
  volumes: readonly Volume[],
): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [index, volume] of volumes.entries()) {
    const path = `${field}[${index}]`
    const before = report.length
    checkSource(report, path, volume)
    checkGiven(report, `${path}.name`, volume.name, dns1123Label)
    if (names.has(volume.name)) report.push(duplicate(`${path}.name`, volume.name))
    if (report.length === before) names.add(volume.name)
  }
  return names
}

function checkSource(report: Report, path: string, volume: Volume): void {
  const [first, ...others] = Object.keys(volume).filter((key) => key !== 'name')
  for (const other of others) {
    report.push(forbiddenField(`${path}.${other}`, 'may not specify more than 1 volume type'))
  }
  const { configMap, hostPath, persistentVolumeClaim: claim, secret } = volume
  if (first === 'configMap' && configMap) {
    checkFiles(report, `${path}.configMap`, configMap)
    checkGiven(report, `${path}.configMap.name`, configMap.name)
  } else if (first === 'secret' && secret) {
    checkGiven(report, `${path}.secret.secretName`, secret.secretName)
    checkFiles(report, `${path}.secret`, secret)
  } else if (first === 'hostPath') {
    checkGiven(report, `${path}.hostPath.path`, hostPath?.path)
  } else if (first === 'persistentVolumeClaim') {
    checkGiven(report, `${path}.persistentVolumeClaim.claimName`, claim?.claimName)
  }
}

const MOST_MODE = 0o777

type Files = Pick<NonNullable<Volume['configMap']>, 'items'> & { readonly defaultMode?: number }

function checkFiles(report: Report, path: string, { defaultMode, items = [] }: Files): void {
  checkMode(report, `${path}.defaultMode`, defaultMode)
  for (const [index, item] of items.entries()) {
    const field = `${path}.items[${index}]`
    checkGiven(report, `${field}.key`, item.key)
    checkGiven(report, `${field}.path`, item.path)
    if (item.path.startsWith('/')) {
      report.push(invalid(`${field}.path`, item.path, 'must be a relative path'))
    }
    if (item.path.split('/').includes('..')) {
      report.push(invalid(`${field}.path`, item.path, "must not contain '..'"))
    }
    checkMode(report, `${field}.mode`, item.mode)
  }
}

function checkMode(report: Report, field: string, mode = 0): void {
  if (mode >= 0 && mode <= MOST_MODE) return
  const detail = 'must be a number between 0 and 0777 (octal), both inclusive'
  report.push(invalid(field, mode, detail))
}
