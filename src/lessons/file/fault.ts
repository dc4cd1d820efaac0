/** What a place of a lesson's file must be, and is not. */
export type Wanted =
  | { readonly code: 'fields' | 'labels' | 'name' | 'given' | 'flag' | 'as-in-links' }
  | { readonly code: 'text'; readonly most: number }
  | { readonly code: 'list'; readonly least: number; readonly most: number }
  | { readonly code: 'number' | 'whole'; readonly least: number; readonly most: number }
  | { readonly code: 'one-of' | 'no-field' | 'just-one'; readonly names: readonly string[] }
  | { readonly code: 'other-name'; readonly name: string }
  | { readonly code: 'yaml'; readonly line: number; readonly message: string }
  | { readonly code: 'too-large' | 'not-a-lesson' | 'distrusted' | 'damaged' }
  | { readonly code: 'title' }
  | { readonly code: 'heading' | 'part' | 'knot'; readonly line: number }
  | { readonly code: 'no-words' | 'no-step'; readonly step: string }
  | { readonly code: 'answers'; readonly step: string; readonly count: number }

/** Why a lesson's file is not read: the place, as `steps[0].goals[1].by`, and what it wants. */
export class LessonFault extends Error {
  constructor(
    readonly place: string,
    readonly wanted: Wanted,
  ) {
    super(faultText(place, wanted, 'en'))
  }
}

type Texts = { readonly [Code in Wanted['code']]: string }

const en: Texts = {
  fields: 'must be an object with fields',
  labels: 'must be labels, each a text: {app: web}',
  name: 'must be a name: lower case letters, digits and hyphens, a letter first, 40 at most',
  given: 'is missing',
  flag: 'must be true or false',
  'as-in-links': 'must be as links have it',
  text: 'must be a text of 1 to {most} characters',
  list: 'must be a list of {least} to {most}',
  number: 'must be a number from {least} to {most}',
  whole: 'must be a whole number from {least} to {most}',
  'one-of': 'must be one of: {names}',
  'no-field': 'is no field here: there are {names}',
  'just-one': 'must have just one of: {names}',
  'other-name': 'must be another name: there is a {name} already',
  yaml: 'line {line}: {message}',
  'too-large': 'is larger than a lesson may be (256 KiB)',
  'not-a-lesson': 'must be one YAML document that begins with # service-playground-lesson/v1',
  distrusted: 'asks for more than a cluster takes here',
  damaged: 'is damaged: part of it is missing or changed',
  title: 'must begin with a title: # Title',
  heading: 'line {line}: a heading must end with its name: ## Title {#name}',
  part: 'line {line}: parts of a step are predict, run, explain, break, repair, hint, solution',
  knot: 'line {line}: is nested, long or full of marks beyond what can be read',
  'no-words': 'has no words for the step {step}',
  'no-step': 'has words for {step}, which is no step',
  answers: 'step {step}: {#predict} must have a list of {count} answers',
}

const zh: Texts = {
  fields: '必须是带字段的对象',
  labels: '必须是标签，值都是文本：{app: web}',
  name: '必须是名称：小写字母、数字和连字符，以字母开头，最多 40 个字符',
  given: '缺少',
  flag: '必须是 true 或 false',
  'as-in-links': '必须和链接里的写法一样',
  text: '必须是 1 到 {most} 个字符的文本',
  list: '必须是 {least} 到 {most} 项的列表',
  number: '必须是 {least} 到 {most} 的数',
  whole: '必须是 {least} 到 {most} 的整数',
  'one-of': '必须是其中之一：{names}',
  'no-field': '不是这里的字段，可用的有：{names}',
  'just-one': '必须恰好有其中一个：{names}',
  'other-name': '请换一个名称：已经有 {name} 了',
  yaml: '第 {line} 行：{message}',
  'too-large': '超过了一门课的上限（256 KiB）',
  'not-a-lesson': '必须是一个 YAML 文档，开头是 # service-playground-lesson/v1',
  distrusted: '要求的超出了这里的集群能承受的',
  damaged: '已损坏：内容缺失或被改动',
  title: '必须以标题开头：# 标题',
  heading: '第 {line} 行：小标题末尾要有名称：## 标题 {#name}',
  part: '第 {line} 行：一节里的部分有 predict、run、explain、break、repair、hint、solution',
  knot: '第 {line} 行：嵌套太深、段落太长或标记太多，无法读取',
  'no-words': '缺少步骤 {step} 的文字',
  'no-step': '有 {step} 的文字，但没有这一步',
  answers: '步骤 {step}：{#predict} 下要有 {count} 个答案的列表',
}

/** What is wrong with a lesson's file, in one of the languages. */
export function faultText(place: string, wanted: Wanted, locale: 'en' | 'zh'): string {
  const text = (locale === 'zh' ? zh : en)[wanted.code]
  const said = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = (wanted as unknown as Readonly<Record<string, unknown>>)[name]
    return value === undefined ? whole : Array.isArray(value) ? value.join(', ') : String(value)
  })
  return place === '' ? said : `${place}${locale === 'zh' ? '：' : ': '}${said}`
}
