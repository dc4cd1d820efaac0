import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
  tooLong,
} from '../api/field-error'
import { dns1123Label, dns1123Subdomain } from '../api/names'
import { given, object, optional, pointer, string } from '../api/schema'
import { checkText, type Report } from './checks'
import { ageColumn, column, NONE, nameColumn } from './columns'
import { checkMetadata, ofCluster } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const networking = { group: 'networking' } as const
const MOST_CHARACTERS = 250

const schema = object(
  'IngressClass',
  {
    spec: optional(
      object(
        'IngressClassSpec',
        {
          controller: optional(string),
          parameters: pointer(
            object(
              'IngressClassParametersReference',
              {
                apiGroup: pointer(string),
                kind: given(string),
                name: given(string),
                namespace: pointer(string),
                scope: pointer(string),
              },
              networking,
            ),
          ),
        },
        networking,
      ),
    ),
  },
  networking,
)

/** Which controller sees to the Ingresses of a class. None acts on them here. */
export type IngressClass = ObjectFrom<'IngressClass', typeof schema.fields>

function defaultClass(object: IngressClass): IngressClass {
  const { parameters } = object.spec ?? {}
  if (!parameters || parameters.scope !== undefined) return object
  const spec = replaced(object.spec ?? {}, { parameters: filled(parameters, { scope: 'Cluster' }) })
  return replaced(object, { spec })
}

function validateClass(
  { metadata, spec = {} }: IngressClass,
  previous?: IngressClass,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, ofCluster, previous?.metadata)
  const { controller = '', parameters } = spec
  if (previous && controller !== (previous.spec?.controller ?? '')) {
    report.push(invalid('spec.controller', controller, 'field is immutable'))
  } else if (!previous) checkController(report, controller)
  if (parameters) checkParameters(report, parameters)
  return report
}

function checkController(report: Report, controller: string): void {
  const field = 'spec.controller'
  if (controller.length > MOST_CHARACTERS) {
    report.push(tooLong(field, MOST_CHARACTERS))
    return
  }
  if (controller === '') {
    report.push(required(field))
    return
  }
  const slash = controller.indexOf('/')
  if (slash <= 0 || slash === controller.length - 1) {
    const detail = 'must be a domain-prefixed path (such as "acme.io/foo")'
    report.push(invalid(field, controller, detail))
    return
  }
  checkText(report, field, controller.slice(0, slash), dns1123Subdomain)
}

type Parameters = NonNullable<NonNullable<IngressClass['spec']>['parameters']>

const SCOPES = ['Cluster', 'Namespace'] as const

// ValidateIngressClassParametersReference (pkg/apis/networking/validation).
function checkParameters(report: Report, parameters: Parameters): void {
  const field = 'spec.parameters'
  const { apiGroup, kind, name, namespace, scope = '' } = parameters
  if (apiGroup !== undefined) checkText(report, `${field}.apiGroup`, apiGroup, dns1123Subdomain)
  if (!kind) report.push(required(`${field}.kind`, 'kind is required'))
  if (!name) report.push(required(`${field}.name`, 'name is required'))
  const place = `${field}.namespace`
  if (scope === 'Namespace') {
    const detail = "`parameters.scope` is set to 'Namespace'"
    if (namespace === undefined) report.push(required(place, detail))
    else checkText(report, place, namespace, dns1123Label)
  } else if (scope !== 'Cluster') {
    report.push(notSupported(`${field}.scope`, scope, SCOPES))
  } else if (namespace !== undefined) {
    report.push(forbiddenField(place, "`parameters.scope` is set to 'Cluster'"))
  }
}

function parametersText({ spec }: IngressClass): string {
  const { parameters } = spec ?? {}
  if (!parameters) return NONE
  const { apiGroup, kind, name } = parameters
  return `${kind}${apiGroup ? `.${apiGroup}` : ''}/${name}`
}

/** Keeps IngressClasses (networking/v1). */
export const ingressClass = defineResource<IngressClass>({
  kind: 'IngressClass',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingressclasses',
  shortNames: [],
  categories: [],
  namespaced: false,
  subresources: [],
  schema,
  default: defaultClass,
  validate: validateClass,
  columns: [
    nameColumn,
    column('Controller', ({ spec }) => spec?.controller ?? ''),
    column('Parameters', parametersText),
    ageColumn,
  ],
  indexes: {},
  countsGenerations: true,
})
