import { keyOf, type ObjectKey } from '../api/object'
import { create, type Draft } from '../apiserver/action'
import type { ConfigMap, Namespace, ServiceAccount } from '../resources'
import { defineController } from './controller'

const ROOT_CA = 'kube-root-ca.crt'
const ACCOUNT = 'default'

/** Nothing in the simulation checks a signature: the certificate only has to look like one. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
U2VydmljZSBQbGF5Z3JvdW5kOiBhIHNpbXVsYXRlZCBjbHVzdGVyIHNpZ25zIG5v
dGhpbmcsIGFuZCBub2JvZHkgaGVyZSBjaGVja3MgYSBzaWduYXR1cmUu
-----END CERTIFICATE-----
`

const stays = (namespace: Namespace | undefined): boolean =>
  namespace !== undefined && namespace.metadata.deletionTimestamp === undefined

const staying = (namespace: Namespace): readonly ObjectKey[] =>
  stays(namespace) ? [holder(namespace.metadata.name)] : []

const holder = (namespace: string): ObjectKey => ({ namespace: '', name: namespace })

/**
 * Puts the cluster's certificate into every namespace
 * (pkg/controller/certificates/rootcacertpublisher).
 */
export const rootCA = defineController({
  name: 'root-ca-certificate-publisher',
  watches: {
    Namespace: staying,
    ConfigMap: (object) =>
      object.metadata.name === ROOT_CA ? [holder(keyOf(object).namespace)] : [],
  },

  *reconcile({ name: namespace }, cluster) {
    if (!stays(cluster.get('Namespace', '', namespace))) return
    if (cluster.get('ConfigMap', namespace, ROOT_CA)) return
    const draft: Draft<ConfigMap> = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: ROOT_CA, namespace },
      data: { 'ca.crt': CERTIFICATE },
    }
    yield create(draft)
  },
})

/** Gives every namespace the account that Pods have by default (pkg/controller/serviceaccount). */
export const serviceAccount = defineController({
  name: 'service-account-controller',
  watches: {
    Namespace: staying,
    ServiceAccount: (object) =>
      object.metadata.name === ACCOUNT ? [holder(keyOf(object).namespace)] : [],
  },

  *reconcile({ name: namespace }, cluster) {
    if (!stays(cluster.get('Namespace', '', namespace))) return
    if (cluster.get('ServiceAccount', namespace, ACCOUNT)) return
    const draft: Draft<ServiceAccount> = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: ACCOUNT, namespace },
    }
    yield create(draft)
  },
})
