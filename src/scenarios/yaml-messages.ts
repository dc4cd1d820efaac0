/**
 * Which words of the parser's mean which of kubectl's (go-yaml's); the first row that fits
 * counts.
 */
const known: readonly (readonly [code: string, words: RegExp, message: string])[] = [
  ['TAB_AS_INDENT', /./, 'found character that cannot start any token'],
  ['BAD_SCALAR_START', /./, 'found character that cannot start any token'],
  ['BLOCK_AS_IMPLICIT_KEY', /mappings/i, 'mapping values are not allowed in this context'],
  ['BLOCK_AS_IMPLICIT_KEY', /./, 'block sequence entries are not allowed in this context'],
  ['BAD_INDENT', /end with a \]/, "did not find expected ',' or ']'"],
  ['BAD_INDENT', /end with a \}/, "did not find expected ',' or '}'"],
  ['BLOCK_IN_FLOW', /./, "did not find expected ',' or '}'"],
  ['BAD_INDENT', /sequence items/, "did not find expected '-' indicator"],
  ['BAD_INDENT', /./, 'did not find expected key'],
  ['MISSING_CHAR', /quote$/, 'found unexpected end of stream'],
  ['MISSING_CHAR', /need to be followed by map values/, "could not find expected ':'"],
  ['MISSING_CHAR', /- indicator/, "did not find expected '-' indicator"],
  ['MISSING_CHAR', /flow map/i, "did not find expected ',' or '}'"],
  ['MISSING_CHAR', /flow seq/i, "did not find expected ',' or ']'"],
  ['MULTILINE_IMPLICIT_KEY', /./, "could not find expected ':'"],
  ['BAD_DQ_ESCAPE', /./, 'found unknown escape character'],
  ['UNEXPECTED_TOKEN', /at node end|token/, 'did not find expected key'],
]

/**
 * A syntax error as kubectl would word it, or in the parser's own words where there is no
 * telling.
 */
export const goMessage = (code: string, message: string): string =>
  known.find((row) => row[0] === code && row[1].test(message))?.[2] ?? message
