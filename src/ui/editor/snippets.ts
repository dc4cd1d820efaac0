/** A document to begin with. What stands in `<…>` is to be filled in, equal ones at once. */
export interface Snippet {
  readonly kind: 'Service' | 'Deployment' | 'Pod' | 'Namespace' | 'ConfigMap'
  readonly lines: readonly string[]
}

/** The kinds of the lesson, each as short as the API server takes it. */
export const snippets: readonly Snippet[] = [
  {
    kind: 'Service',
    lines: [
      'apiVersion: v1',
      'kind: Service',
      'metadata:',
      '  name: <web-svc>',
      'spec:',
      '  selector:',
      '    app: <web>',
      '  ports:',
      '  - port: <80>',
      '    targetPort: <8080>',
      '',
    ],
  },
  {
    kind: 'Deployment',
    lines: [
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      '  name: <web>',
      'spec:',
      '  replicas: <3>',
      '  selector:',
      '    matchLabels:',
      '      app: <web>',
      '  template:',
      '    metadata:',
      '      labels:',
      '        app: <web>',
      '    spec:',
      '      containers:',
      '      - name: <web>',
      '        image: <nginx:alpine>',
      '        ports:',
      '        - containerPort: <80>',
      '',
    ],
  },
  {
    kind: 'Pod',
    lines: [
      'apiVersion: v1',
      'kind: Pod',
      'metadata:',
      '  name: <client>',
      '  labels:',
      '    app: <client>',
      'spec:',
      '  containers:',
      '  - name: <client>',
      '    image: <curlimages/curl>',
      "    command: ['sleep', 'infinity']",
      '',
    ],
  },
  {
    kind: 'Namespace',
    lines: ['apiVersion: v1', 'kind: Namespace', 'metadata:', '  name: <team>', ''],
  },
  {
    kind: 'ConfigMap',
    lines: [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      '  name: <settings>',
      'data:',
      '  <key>: <value>',
      '',
    ],
  },
]

/**
 * Whether a new document may begin on a line: nothing but comments in its document, and one word at
 * most.
 */
export function beginsDocument(lines: readonly string[], at: number): boolean {
  const isBlank = (line: string): boolean => /^\s*(#.*)?$/.test(line)
  if (!/^\w*$/.test(lines[at] ?? '')) return false
  for (const step of [-1, 1]) {
    for (let line = at + step; ; line += step) {
      const text = lines[line]
      if (text === undefined || /^---(\s|$)/.test(text)) break
      if (!isBlank(text)) return false
    }
  }
  return true
}

/** As the editor wants it: `<web>` becomes `${1:web}`, and every further `<web>` the same place. */
export function snippetText({ lines }: Snippet): string {
  const places: string[] = []
  return lines.join('\n').replace(/<([^>]+)>/g, (_, text: string) => {
    if (!places.includes(text)) places.push(text)
    return `\${${places.indexOf(text) + 1}:${text}}`
  })
}
