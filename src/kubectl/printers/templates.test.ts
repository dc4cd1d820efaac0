import { describe, expect, it } from 'vitest'
import type { Json } from '../json'
import { findResults } from './jsonpath/evaluate'
import { parsePath } from './jsonpath/parse'
import { execute } from './template/evaluate'
import { parseTemplate } from './template/parse'

const list = {
  items: [
    { name: 'a', port: 80, labels: { 'app.kubernetes.io/name': 'x' }, tags: ['t1', 't2'] },
    { name: 'b', port: 443, ready: true },
    { name: 'c', port: 8080, ready: false },
  ],
}

const path = (template: string, allowMissingKeys = true): string =>
  findResults(parsePath(template), list, { allowMissingKeys })
    .map((values) =>
      values
        .map((each: Json) => (typeof each === 'object' ? JSON.stringify(each) : each))
        .join(' '),
    )
    .join('')

describe('a JSONPath template', () => {
  it.each([
    ['{.items[*].name}', 'a b c'],
    ['{.items[0].name}', 'a'],
    ['{.items[-1].name}', 'c'],
    ['{.items[0:2].name}', 'a b'],
    ['{.items[::2].name}', 'a c'],
    ['{.items[0,2].name}', 'a c'],
    ["{.items[*]['name','port']}", 'a b c 80 443 8080'],
    ['{.items[?(@.port==443)].name}', 'b'],
    ['{.items[?(@.name=="c")].port}', '8080'],
    ['{.items[?(@.port>100)].name}', 'b c'],
    ['{.items[?(@.ready)].name}', 'b c'],
    ['{.items[?(@.ready==true)].name}', 'b'],
    ['{..port}', '80 443 8080'],
    ['{.items[0].labels.app\\.kubernetes\\.io/name}', 'x'],
    ["{.items[0].labels['app\\.kubernetes\\.io/name']}", 'x'],
    ['{range .items[*]}{.name}{":"}{.port}{"\\n"}{end}', 'a:80\nb:443\nc:8080\n'],
    ['{range .items[0].tags[*]}[{@}]{end}', '[t1][t2]'],
    ['names: {.items[*].name}.', 'names: a b c.'],
    ['{.items[0].tags}', '["t1","t2"]'],
    ['{.nope}', ''],
    ['{$.items[1].name}', 'b'],
    ['{true} {1}', 'true 1'],
  ])('%s gives %j', (template, expected) => {
    expect(path(template)).toBe(expected)
  })
  it.each([
    ['{.items[9].name}', 'array index out of bounds: index 9, length 3'],
    ['{.items.name[0]}', undefined],
    ['{.items[0].name[0]}', 'string is not array or slice'],
    ['{.items[0:1', 'unterminated array'],
    ['{.a', 'unclosed action'],
    ['{.items[x]}', 'invalid array index x'],
    ['{foo}', 'unrecognized identifier foo'],
    ['{.items[?(@.name=="a"]}', 'unterminated filter'],
    ['{"a}', 'unterminated quoted string'],
    ['{^}', "unrecognized character in action: U+005E '^'"],
    ['{end}', 'not in range, nothing to end'],
  ])('%s fails with %j', (template, message) => {
    if (message === undefined) expect(path(template)).toBe('')
    else expect(() => path(template)).toThrow(message)
  })
  it('minds a missing key only when told so', () => {
    expect(() => path('{.nope}', false)).toThrow('nope is not found')
  })
})

const go = (template: string, missing: 'default' | 'error' = 'default'): string =>
  execute(parseTemplate(template), list, missing)

describe('a Go template', () => {
  it.each([
    ['{{len .items}}', '3'],
    ['{{(index .items 0).name}}', 'a'],
    ['{{range .items}}{{.name}}{{"\\n"}}{{end}}', 'a\nb\nc\n'],
    ['{{range $i, $e := .items}}{{$i}}{{$e.name}} {{end}}', '0a 1b 2c '],
    ['{{range .none}}x{{else}}none{{end}}', 'none'],
    ['{{range .items}}{{if eq .name "b"}}{{break}}{{end}}{{.name}}{{end}}', 'a'],
    [
      '{{range .items}}{{if .ready}}{{.name}}{{else if eq .port 80}}eighty {{end}}{{end}}',
      'eighty b',
    ],
    ['{{with index .items 1}}{{.port}}{{end}}', '443'],
    ['{{$n := 1}}{{$n = 2}}{{$n}}', '2'],
    ['{{printf "%s-%05d|%-4v|%q" "x" 42 true "y"}}', 'x-00042|true|"y"'],
    ['{{"a" | printf "%s%s" "b"}}', 'ba'],
    ['{{and 1 0}} {{or 0 "x"}} {{not true}}', '0 x false'],
    ['{{lt 1 2}} {{ge "b" "a"}} {{ne 1 1}} {{eq 1 2 1}}', 'true true false true'],
    ['{{.nope}} {{.nope.deeper}}', '<no value> <no value>'],
    ['{{(index .items 0).labels}}', 'map[app.kubernetes.io/name:x]'],
    ['{{index (index .items 0).labels "app.kubernetes.io/name"}}', 'x'],
    ['a {{- " b " -}} c', 'a b c'],
    ['{{/* nothing */}}x{{`raw`}}', 'xraw'],
    ['{{"aGk=" | base64decode}} {{exists . "items"}}', 'hi true'],
    ['{{html "<a>"}} {{slice "hello" 1 3}}', '&lt;a&gt; el'],
  ])('%s gives %j', (template, expected) => {
    expect(go(template)).toBe(expected)
  })
  it.each([
    ['{{foo}}', 'function "foo" not defined'],
    ['{{if}}', 'missing value for if'],
    ['{{.a', 'unclosed action'],
    ['{{range .items}}', 'unexpected EOF'],
    ['{{.items.name}}', "can't evaluate field name in type interface {}"],
    ['{{index .items 9}}', 'error calling index: index out of range: 9'],
    ['{{$x}}', 'undefined variable "$x"'],
  ])('%s fails with %j', (template, message) => {
    expect(() => go(template)).toThrow(message)
  })
  it('minds a missing key only when told so', () => {
    expect(() => go('{{.nope}}', 'error')).toThrow('map has no entry for key "nope"')
  })
})
