/**
 * The shape of a kind, written once: the TypeScript type, strict decoding with the API server's
 * wording, OpenAPI, and the editor's completion all read it.
 */
export type Schema =
  | StringSchema
  | IntegerSchema
  | BooleanSchema
  | IntOrStringSchema
  | QuantitySchema
  | ListSchema
  | MapSchema
  | ObjectSchema
  | AnySchema

/** Text; `values` are those the API server takes, in the order its messages list them. */
interface StringSchema {
  readonly type: 'string'
  /** The Go type, when it is not a plain string; decoding errors show it. */
  readonly name?: string
  readonly values?: readonly string[]
  readonly format?: 'date-time' | 'byte'
}
/** A whole number. */
interface IntegerSchema {
  readonly type: 'integer'
  readonly format: 'int32' | 'int64'
}
/** True or false. */
interface BooleanSchema {
  readonly type: 'boolean'
}
/** A number or a name, as `targetPort`; or a count or a percentage, as `maxSurge`. */
interface IntOrStringSchema {
  readonly type: 'int-or-string'
}
/** An amount such as `100m` or `64Mi`. */
interface QuantitySchema {
  readonly type: 'quantity'
}
/** A list. `keys` names the fields by which patches and server-side apply tell its items apart. */
export interface ListSchema<Item extends Schema = Schema> extends ListMerge {
  readonly type: 'list'
  readonly items: Item
}
/** How two versions of a list become one; without any of these the newer replaces the older. */
interface ListMerge {
  /** The field by which a strategic merge patch finds the item it means. */
  readonly mergeKey?: string
  /** The fields that tell items apart for server-side apply. */
  readonly keys?: readonly string[]
  /** Plain values, each at most once. */
  readonly set?: boolean
  /** Plain values to which a strategic merge patch adds its own. */
  readonly merged?: boolean
  /** A patched item keeps only the fields that the patch names (`retainKeys`), as for volumes. */
  readonly retainKeys?: boolean
}
/** Text by text, or by what `values` says. */
interface MapSchema<Values extends Schema = Schema> {
  readonly type: 'map'
  readonly values: Values
  /** The Go type, when it is not a plain map; decoding errors show it. */
  readonly name?: string
  /** Server-side apply takes it as one value. */
  readonly atomic?: boolean
}
/** An object. `name` is the Go struct's, which decoding errors show. */
export interface ObjectSchema<Fields extends FieldMap = FieldMap> extends ObjectTraits {
  readonly type: 'object'
  readonly name: string
  readonly fields: Fields
}
/** What is unusual about an object's type. */
interface ObjectTraits {
  /** The API group that declares it; `meta` for apimachinery's. Default: core. */
  readonly group?:
    | 'admissionregistration'
    | 'apiextensions'
    | 'apiregistration'
    | 'apps'
    | 'autoscaling'
    | 'batch'
    | 'certificates'
    | 'coordination'
    | 'discovery'
    | 'flowcontrol'
    | 'meta'
    | 'networking'
    | 'node'
    | 'policy'
    | 'rbac'
    | 'resource'
    | 'scheduling'
    | 'storage'
  /** Server-side apply takes it as one value. */
  readonly atomic?: boolean
  /**
   * A strategic merge patch keeps only the fields that it names: those of one type exclude
   * another's.
   */
  readonly retainKeys?: boolean
}
/** Anything: stored as it came. */
interface AnySchema {
  readonly type: 'any'
}

/** A field: its schema, and whether a stored object always has it. */
export interface Field<Of extends Schema = Schema, Always extends boolean = boolean> {
  readonly schema: Of
  readonly always: Always
  /**
   * Go has a pointer here: absent is not the same as zero. Elsewhere it is: decoding drops zero,
   * `''`, false and empty lists and maps from optional fields, and fills them in where a field is
   * always there.
   */
  readonly pointer?: boolean
  /** The client must give it: nothing is filled in. */
  readonly given?: boolean
}
/** The fields of an object, by name. */
export type FieldMap = Readonly<Record<string, Field>>

/** A field that a stored object always has: whether or not the client gives it. */
export const always = <const Of extends Schema>(schema: Of): Field<Of, true> => ({
  schema,
  always: true,
})

/** A field that the client must give. */
export const given = <const Of extends Schema>(schema: Of): Field<Of, true> => ({
  schema,
  always: true,
  given: true,
})

/** A field that may be absent. */
export const optional = <const Of extends Schema>(schema: Of): Field<Of, false> => ({
  schema,
  always: false,
})

/** A field that may be absent, which is not the same as zero. */
export const pointer = <const Of extends Schema>(schema: Of): Field<Of, false> => ({
  schema,
  always: false,
  pointer: true,
})

/** A field that the server fills in when it is absent; zero is a choice, and is kept. */
export const defaulted = <const Of extends Schema>(schema: Of): Field<Of, true> => ({
  schema,
  always: true,
  pointer: true,
})

/** Text. */
export const string = { type: 'string' } as const satisfies StringSchema
/** Text that is one of a few. */
export const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  ({ type: 'string', values }) as const
/** Text that is one of a few, of the Go type `name`. */
export const enumeration = <const Values extends readonly string[]>(
  name: string,
  ...values: Values
) => ({ type: 'string', name, values }) as const
/** Bytes, as base64. */
export const bytes = { type: 'string', format: 'byte' } as const satisfies StringSchema
/** An RFC 3339 time. */
export const time = { type: 'string', format: 'date-time' } as const satisfies StringSchema
/** An RFC 3339 time with microseconds. */
export const microTime = {
  type: 'string',
  name: 'MicroTime',
  format: 'date-time',
} as const satisfies StringSchema
/** A whole number of 32 bits. */
export const int32 = { type: 'integer', format: 'int32' } as const satisfies IntegerSchema
/** A whole number of 64 bits. */
export const int64 = { type: 'integer', format: 'int64' } as const satisfies IntegerSchema
/** True or false. */
export const boolean = { type: 'boolean' } as const satisfies BooleanSchema
/** A number or a text. */
export const intOrString = { type: 'int-or-string' } as const satisfies IntOrStringSchema
/** An amount. */
export const quantity = { type: 'quantity' } as const satisfies QuantitySchema
/** Whatever it is. */
export const any = { type: 'any' } as const satisfies AnySchema

/** A list of `items`. */
export const list = <const Item extends Schema>(
  items: Item,
  merge: ListMerge = {},
): ListSchema<Item> => ({ type: 'list', items, ...merge })

/** A map from text to `values`. */
export const map = <const Values extends Schema>(
  values: Values,
  traits: { readonly name?: string; readonly atomic?: boolean } = {},
): MapSchema<Values> => ({ type: 'map', values, ...traits })

/** An object of the Go type `name`. */
export const object = <const Fields extends FieldMap>(
  name: string,
  fields: Fields,
  traits: ObjectTraits = {},
): ObjectSchema<Fields> => ({ type: 'object', name, fields, ...traits })

/** The TypeScript type of what a schema describes, as stored. */
export type Infer<Of extends Schema> = Of extends {
  type: 'string'
  values: infer Values extends readonly string[]
}
  ? Values[number]
  : Of extends StringSchema
    ? string
    : Of extends IntegerSchema
      ? number
      : Of extends BooleanSchema
        ? boolean
        : Of extends IntOrStringSchema
          ? number | string
          : Of extends QuantitySchema
            ? string
            : Of extends ListSchema<infer Item>
              ? readonly Infer<Item>[]
              : Of extends MapSchema<infer Values>
                ? Readonly<Record<string, Infer<Values>>>
                : Of extends ObjectSchema<infer Fields>
                  ? InferFields<Fields>
                  : unknown

type InferFields<Fields extends FieldMap> = {
  readonly [Name in keyof Fields as Fields[Name]['always'] extends true ? Name : never]: Infer<
    Fields[Name]['schema']
  >
} & {
  readonly [Name in keyof Fields as Fields[Name]['always'] extends true ? never : Name]?: Infer<
    Fields[Name]['schema']
  >
}
