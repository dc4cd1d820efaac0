import { type Locale, ownTexts } from '../i18n'

const says = ownTexts(
  {
    required: 'required',
    string: 'string',
    integer: 'integer',
    number: 'number',
    boolean: 'true or false',
    'int-or-string': 'integer or string',
    quantity: 'quantity',
    any: 'anything',
    listOf: 'list of {of}',
    mapOf: 'map of {of}',
  },
  {
    required: '必填',
    string: '字符串',
    integer: '整数',
    number: '数字',
    boolean: 'true 或 false',
    'int-or-string': '整数或字符串',
    quantity: '数量',
    any: '任意',
    listOf: '{of} 列表',
    mapOf: '{of} 映射',
  },
)

/** Finds a text about fields and fills it in. */
export type FieldSay = (typeof says)['en']

/** The texts about fields in one language. */
export const fieldSay = (locale: Locale): FieldSay => says[locale]
