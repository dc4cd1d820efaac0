// The editor's own words in Chinese. It reads them when it is loaded, so this must come before it.
import 'monaco-editor/esm/nls.messages.zh-cn.js'
