import { type FieldError, forbiddenField, invalid, required } from '../api/field-error'
import { dns1123Label, dns1123Subdomain, qualifiedName } from '../api/names'
import type { ObjectMeta, OwnerReference } from '../api/object'
import { checkAnnotations, checkGiven, checkLabels, checkText, type Report } from './checks'

/** How a kind's objects are named. */
export interface Naming {
  readonly rule: (name: string) => readonly string[]
  readonly namespaced: boolean
}

/** Objects of a Namespace whose name may have dots. */
export const dotted: Naming = { rule: dns1123Subdomain, namespaced: true }

/** Objects of the cluster as a whole. */
export const ofCluster: Naming = { rule: dns1123Subdomain, namespaced: false }

/** What every object's metadata must be (apimachinery's ValidateObjectMeta and its update twin). */
export function checkMetadata(
  report: Report,
  metadata: ObjectMeta,
  naming: Naming,
  previous?: ObjectMeta,
): void {
  if (!previous) checkNames(report, metadata, naming)
  else if (previous.deletionTimestamp) checkNoNewFinalizers(report, metadata, previous)
  const { annotations, labels, ownerReferences = [] } = metadata
  if (labels !== previous?.labels) checkLabels(report, 'metadata.labels', labels)
  if (annotations !== previous?.annotations) {
    checkAnnotations(report, 'metadata.annotations', annotations)
  }
  if (ownerReferences !== previous?.ownerReferences) {
    checkOwners(report, 'metadata.ownerReferences', ownerReferences)
  }
  checkFinalizers(report, metadata.finalizers ?? [])
}

// Those that Kubernetes itself knows need no domain in front (ValidateObjectMeta of core).
const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion']

function checkFinalizers(report: Report, finalizers: readonly string[]): void {
  for (const finalizer of finalizers) {
    checkText(report, 'metadata.finalizers', finalizer, qualifiedName)
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const detail = 'finalizer orphan and foregroundDeletion cannot be both set'
    report.push(invalid('metadata.finalizers', finalizers, detail))
  }
  for (const [index, finalizer] of finalizers.entries()) {
    if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) continue
    const detail = 'name is neither a standard finalizer name nor is it fully qualified'
    report.push(invalid(`metadata.finalizers[${index}]`, finalizer, detail))
  }
}

function checkNames(
  report: Report,
  { generateName, name, namespace }: ObjectMeta,
  { namespaced, rule }: Naming,
): void {
  // What is generated is added behind: a base may end in a dash.
  if (generateName) {
    checkText(report, 'metadata.generateName', generateName, (text) =>
      rule(text.endsWith('-') ? `${text.slice(0, -1)}a` : text),
    )
  }
  if (!name) report.push(required('metadata.name', 'name or generateName is required'))
  else checkText(report, 'metadata.name', name, rule)
  if (namespaced) checkGiven(report, 'metadata.namespace', namespace, dns1123Label)
  else if (namespace) {
    report.push(forbiddenField('metadata.namespace', 'not allowed on this type'))
  }
}

function checkOwners(
  report: Report,
  field: string,
  ownerReferences: readonly OwnerReference[],
): void {
  for (const [index, owner] of ownerReferences.entries()) {
    checkOwner(report, `${field}[${index}]`, owner)
  }
  const managing = ownerReferences.filter(({ controller }) => controller)
  if (managing.length < 2) return
  const [first, second] = managing.map(({ name }) => name)
  const detail =
    'Only one reference can have Controller set to true. Found "true" in references for ' +
    `${first} and ${second}`
  report.push(invalid(field, ownerReferences, detail))
}

function checkOwner(report: Report, field: string, owner: OwnerReference): void {
  const { apiVersion, kind, name, uid } = owner
  const refuse = (part: string, what: string): FieldError =>
    invalid(`${field}.${part}`, '', `${what} must not be empty`)
  if (apiVersion === '') report.push(refuse('apiVersion', 'version'))
  if (kind === '') report.push(refuse('kind', 'kind'))
  if (name === '') report.push(refuse('name', 'name'))
  if (uid === '') report.push(refuse('uid', 'uid'))
  if (kind === 'Event' && apiVersion === 'v1') {
    report.push(invalid(field, owner, 'v1.Event is disallowed from being an owner'))
  }
}

function checkNoNewFinalizers(report: Report, now: ObjectMeta, before: ObjectMeta): void {
  const fresh = (now.finalizers ?? []).filter((each) => !before.finalizers?.includes(each))
  if (fresh.length === 0) return
  const listed = fresh.map((each) => `"${each}"`).join(', ')
  const detail =
    'no new finalizers can be added if the object is being deleted, found new finalizers ' +
    `[]string{${listed}}`
  report.push(forbiddenField('metadata.finalizers', detail))
}
