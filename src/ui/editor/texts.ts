import { type Locale, useLocale } from '../i18n'

const en = {
  manifest: 'Manifest',
  editorLabel: 'Manifest as YAML. Press {keys} to let the Tab key leave.',
  apply: 'Apply',
  applyHint: 'Apply every document ({keys})',
  live: 'Live',
  liveHint: 'Apply each valid state as you type',
  tabHint: '{keys}: Tab leaves',
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
  newObject: 'A new {kind}',
  created: 'created',
  configured: 'configured',
  unchanged: 'unchanged',
  deleted: 'deleted',
  refused: 'refused',
  broken: 'Not applied: the YAML cannot be read.',
  counted: '{count} {outcome}',
  separator: ', ',
  changes: '{count} not applied yet',
  asIs: 'Nothing to change',
  changesLabel: 'What applying would change',
  problems: '{count} to put right',
  create: 'create',
  change: 'change',
  delete: 'delete',
  refuse: 'would be refused',
  beyond: 'In the cluster, by another hand',
  also: 'Also in the cluster',
  changedThere: 'changed in the cluster',
  deletedThere: 'deleted in the cluster',
  take: 'Take into the editor',
  takeAll: 'Take all',
  mineAgain: 'Apply mine again',
  applyAgain: 'Apply again',
  removeHere: 'Remove here',
  more: 'and {count} more',
  docs: 'The field under the caret',
  pastSame: 'The picture shows the past. An edit starts a new future from there.',
  pastOther: 'The picture shows the past; this is the manifest of now. An edit applies it there.',
  editText: 'Edit {name}',
  save: 'Save and close',
  cancel: 'Cancel',
  toNow: 'Return to now',
  restore: 'Restore the earlier one',
  restoreHint: 'Go on from the instant shown, with the manifest it had; what came later is dropped',
} as const

/** A text of the pane. */
export type EditorTextKey = keyof typeof en

const zh: Readonly<Record<EditorTextKey, string>> = {
  manifest: '清单',
  editorLabel: 'YAML 清单。按 {keys} 可让 Tab 键离开编辑器。',
  apply: '应用',
  applyHint: '应用所有文档（{keys}）',
  live: '实时',
  liveHint: '输入时自动应用每个有效状态',
  tabHint: '{keys}：Tab 键离开',
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
  newObject: '新建 {kind}',
  created: '已创建',
  configured: '已更新',
  unchanged: '未变',
  deleted: '已删除',
  refused: '被拒绝',
  broken: '未应用：YAML 无法读取。',
  counted: '{count} 个{outcome}',
  separator: '，',
  changes: '{count} 项未应用',
  asIs: '没有要改变的',
  changesLabel: '应用后会改变什么',
  problems: '{count} 处待改正',
  create: '创建',
  change: '修改',
  delete: '删除',
  refuse: '会被拒绝',
  beyond: '集群中的其他改动',
  also: '集群中还有',
  changedThere: '已在集群中修改',
  deletedThere: '已在集群中删除',
  take: '放入编辑器',
  takeAll: '全部放入',
  mineAgain: '恢复为我的',
  applyAgain: '重新应用',
  removeHere: '在此移除',
  more: '另有 {count} 个',
  docs: '光标处的字段',
  pastSame: '图中是过去的时刻。在此修改，会从那一刻开始新的未来。',
  pastOther: '图中是过去的时刻，这里是现在的清单。在此修改，会应用到那一刻。',
  editText: '编辑 {name}',
  save: '保存并关闭',
  cancel: '取消',
  toNow: '回到现在',
  restore: '恢复当时的清单',
  restoreHint: '从图中的时刻继续，使用当时的清单，之后发生的不再保留',
}

const catalogues: Readonly<Record<Locale, Readonly<Record<EditorTextKey, string>>>> = { en, zh }

/** Finds a text of the pane and fills its `{slots}`. */
export type EditorSay = (
  key: EditorTextKey,
  fillings?: Readonly<Record<string, string | number>>,
) => string

/** The pane's texts in one language. */
export const textsFor =
  (locale: Locale): EditorSay =>
  (key, fillings = {}) =>
    catalogues[locale][key].replace(
      /\{(\w+)\}/g,
      (slot, name: string) => `${fillings[name] ?? slot}`,
    )

const says: Readonly<Record<Locale, EditorSay>> = { en: textsFor('en'), zh: textsFor('zh') }

/** The pane's texts in the language spoken here. */
export const useEditorSay = (): EditorSay => says[useLocale()]
