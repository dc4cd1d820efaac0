import type { Addressed } from '../writing/send'

const named =
  (group: string, version = 'v1') =>
  (kind: string, plural: string, namespaced = true): Addressed => ({
    group,
    version,
    kind,
    plural,
    namespaced,
  })

const core = named('')
const batch = named('batch')
const rbac = named('rbac.authorization.k8s.io')

// What typed clients know without asking a server.
export const deployments = named('apps')('Deployment', 'deployments')
export const services = core('Service', 'services')
export const namespaces = core('Namespace', 'namespaces', false)
export const configMaps = core('ConfigMap', 'configmaps')
export const secrets = core('Secret', 'secrets')
export const serviceAccounts = core('ServiceAccount', 'serviceaccounts')
export const pods = core('Pod', 'pods')
export const jobs = batch('Job', 'jobs')
export const cronJobs = batch('CronJob', 'cronjobs')
export const ingresses = named('networking.k8s.io')('Ingress', 'ingresses')
export const quotas = core('ResourceQuota', 'resourcequotas')
export const roles = rbac('Role', 'roles')
export const roleBindings = rbac('RoleBinding', 'rolebindings')
export const clusterRoles = rbac('ClusterRole', 'clusterroles', false)
export const clusterRoleBindings = rbac('ClusterRoleBinding', 'clusterrolebindings', false)
export const priorityClasses = named('scheduling.k8s.io')('PriorityClass', 'priorityclasses', false)
export const podDisruptionBudgets = named('policy')('PodDisruptionBudget', 'poddisruptionbudgets')
export const autoscalers = named('autoscaling', 'v2')(
  'HorizontalPodAutoscaler',
  'horizontalpodautoscalers',
)
