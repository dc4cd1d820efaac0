import { parse } from 'yaml'
import type { Environment } from '../engine/api/traffic'
import { failed } from './errors'
import { isList, isObject, type Json, type JsonObject } from './json'
import { goYaml } from './printers/yaml'
import type { Kubeconfig } from './session'
import type { World } from './world'

/** How each kind of cluster calls its context, its cluster and its user. */
const names: Readonly<
  Record<Environment, readonly [context: string, cluster: string, user: string]>
> = {
  kubeadm: ['kubernetes-admin@kubernetes', 'kubernetes', 'kubernetes-admin'],
  ack: ['kubernetes-admin-c1', 'kubernetes', 'kubernetes-admin'],
  'docker-desktop': ['docker-desktop', 'docker-desktop', 'docker-desktop'],
  kind: ['kind-kind', 'kind-kind', 'kind-kind'],
  'kind-cloud-provider': ['kind-kind', 'kind-kind', 'kind-kind'],
  minikube: ['minikube', 'minikube', 'minikube'],
  'minikube-tunnel': ['minikube', 'minikube', 'minikube'],
  k3s: ['default', 'default', 'default'],
}

/** The kubeconfig that the installer of an environment writes; `server` is a URL. */
export function kubeconfigOf(environment: Environment, server: string): string {
  const [context, cluster, user] = names[environment]
  return goYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ cluster: { server }, name: cluster }],
    contexts: [{ context: { cluster, user }, name: context }],
    'current-context': context,
    preferences: {},
    users: [{ name: user, user: {} }],
  })
}

/** The kubeconfig of a machine that has no file of its own yet. */
const first = kubeconfigOf('kubeadm', 'https://192.168.1.11:6443')

const empty: JsonObject = {
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [],
  contexts: [],
  'current-context': '',
  preferences: {},
  users: [],
}

type Machine = Pick<World, 'environment' | 'files'>

/** Where the kubeconfig is: `--kubeconfig`, else `$KUBECONFIG`, else the home directory's. */
export function kubeconfigPath(world: Machine, flag: string): string {
  if (flag !== '') return flag
  const { KUBECONFIG, HOME } = world.environment
  const [path] = (KUBECONFIG ?? '').split(':').filter((each) => each !== '')
  return path ?? `${HOME ?? ''}/.kube/config`
}

/** Reads the kubeconfig; throws in kubectl's words when it is none. */
export function readKubeconfig(world: Machine, flag: string): Kubeconfig {
  const path = kubeconfigPath(world, flag)
  const text = world.files.read(path)
  if (text === undefined && flag !== '') throw failed(`stat ${flag}: no such file or directory`)
  return kubeconfigFrom(path, parsed(path, text ?? first))
}

function parsed(path: string, text: string): JsonObject {
  try {
    const value: unknown = parse(text)
    return { ...empty, ...(isObject(value) ? value : {}) }
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n')
    throw failed(`error loading config file "${path}": ${line}`)
  }
}

/** A kubeconfig of a document. */
export function kubeconfigFrom(path: string, document: JsonObject): Kubeconfig {
  return {
    path,
    document,
    currentContext: text(document['current-context']),
    contexts: entries(document, 'contexts').map((each) => {
      const context = isObject(each['context']) ? each['context'] : {}
      return {
        name: text(each['name']),
        cluster: text(context['cluster']),
        user: text(context['user']),
        namespace: text(context['namespace']),
      }
    }),
    clusters: entries(document, 'clusters').map((each) => {
      const cluster = isObject(each['cluster']) ? each['cluster'] : {}
      return { name: text(each['name']), server: text(cluster['server']) }
    }),
    users: entries(document, 'users').map((each) => text(each['name'])),
  }
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** The named entries of a part of a kubeconfig. */
export const entries = (document: JsonObject, part: string): readonly JsonObject[] => {
  const list = document[part]
  return isList(list) ? list.filter(isObject) : []
}

/** Writes a kubeconfig back to where it came from. */
export const writeKubeconfig = (world: World, path: string, document: JsonObject): void =>
  world.files.write(path, goYaml({ ...empty, ...document }))
