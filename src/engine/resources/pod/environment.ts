import {
  always,
  boolean,
  given,
  type Infer,
  object,
  optional,
  pointer,
  quantity,
  string,
} from '../../api/schema'

const keySelector = (name: string) =>
  object(
    name,
    { key: given(string), name: optional(string), optional: pointer(boolean) },
    { atomic: true },
  )

const envSource = (name: string) =>
  object(name, { name: optional(string), optional: pointer(boolean) })

/** A field of the Pod itself (core/v1 ObjectFieldSelector). */
export const fieldRef = object(
  'ObjectFieldSelector',
  { apiVersion: always(string), fieldPath: given(string) },
  { atomic: true },
)

/** A container's request or limit (core/v1 ResourceFieldSelector). */
export const resourceFieldRef = object(
  'ResourceFieldSelector',
  { containerName: optional(string), divisor: always(quantity), resource: given(string) },
  { atomic: true },
)

const fileKeyRef = object(
  'FileKeySelector',
  {
    key: given(string),
    optional: pointer(boolean),
    path: given(string),
    volumeName: given(string),
  },
  { atomic: true },
)

/** One environment variable (core/v1 EnvVar). */
export const envVar = object('EnvVar', {
  name: given(string),
  value: optional(string),
  valueFrom: pointer(
    object('EnvVarSource', {
      configMapKeyRef: pointer(keySelector('ConfigMapKeySelector')),
      fieldRef: pointer(fieldRef),
      fileKeyRef: pointer(fileKeyRef),
      resourceFieldRef: pointer(resourceFieldRef),
      secretKeyRef: pointer(keySelector('SecretKeySelector')),
    }),
  ),
})

/** One environment variable. */
export type EnvVar = Infer<typeof envVar>

/** All keys of a ConfigMap or Secret as variables (core/v1 EnvFromSource). */
export const envFromSource = object('EnvFromSource', {
  configMapRef: pointer(envSource('ConfigMapEnvSource')),
  prefix: optional(string),
  secretRef: pointer(envSource('SecretEnvSource')),
})

/** All keys of a ConfigMap or Secret as variables. */
export type EnvFromSource = Infer<typeof envFromSource>
