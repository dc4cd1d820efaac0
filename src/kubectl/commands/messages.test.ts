import { describe, expect, it } from 'vitest'
import { kubeconfigOf } from '../kubeconfig'
import { Laptop } from '../testing/laptop'

type Row = readonly [line: string, code: number, stdout: string, stderr: string]

/** As a real kubectl 1.32 was seen to answer; the lines run one after the other. */
const recorded: readonly Row[] = [
  [
    'kubectl get',
    1,
    '',
    'You must specify the type of resource to get. Use "kubectl api-resources" ' +
      'for a complete list of supported resources.\n' +
      '\n' +
      'error: Required resource not specified.\n' +
      'Use "kubectl explain <resource>" for a detailed description of that resource ' +
      '(e.g. kubectl explain pods).\n' +
      "See 'kubectl get -h' for help and examples\n",
  ],
  [
    'kubectl get -o',
    1,
    '',
    "error: flag needs an argument: 'o' in -o\n" + "See 'kubectl get --help' for usage.\n",
  ],
  [
    'kubectl get pods --foo',
    1,
    '',
    'error: unknown flag: --foo\n' + "See 'kubectl get --help' for usage.\n",
  ],
  [
    'kubectl get pods -x',
    1,
    '',
    "error: unknown shorthand flag: 'x' in -x\n" + "See 'kubectl get --help' for usage.\n",
  ],
  [
    'kubectl gt pods',
    1,
    '',
    'error: unknown command "gt" for "kubectl"\n' +
      '\n' +
      'Did you mean this?\n' +
      '\tset\n' +
      '\tget\n' +
      '\tcp\n',
  ],
  [
    'kubectl ge pods',
    1,
    '',
    'error: unknown command "ge" for "kubectl"\n' +
      '\n' +
      'Did you mean this?\n' +
      '\tset\n' +
      '\tget\n' +
      '\tcp\n',
  ],
  [
    'kubectl foo',
    1,
    '',
    'error: unknown command "foo" for "kubectl"\n' + '\n' + 'Did you mean this?\n' + '\ttop\n',
  ],
  [
    'kubectl delte pod x',
    1,
    '',
    'error: unknown command "delte" for "kubectl"\n' + '\n' + 'Did you mean this?\n' + '\tdelete\n',
  ],
  [
    'kubectl get pods svc/web',
    1,
    '',
    'error: there is no need to specify a resource type as a separate argument ' +
      "when passing arguments in resource/name form (e.g. 'kubectl get " +
      "resource/<resource_name>' instead of 'kubectl get resource " +
      "resource/<resource_name>'\n",
  ],
  [
    'kubectl get svc web deploy/web',
    1,
    '',
    'error: there is no need to specify a resource type as a separate argument ' +
      "when passing arguments in resource/name form (e.g. 'kubectl get " +
      "resource/<resource_name>' instead of 'kubectl get resource " +
      "resource/<resource_name>'\n",
  ],
  [
    'kubectl describe',
    1,
    '',
    'error: You must specify the type of resource to describe. Use "kubectl ' +
      'api-resources" for a complete list of supported resources.\n',
  ],
  [
    'kubectl logs',
    1,
    '',
    "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\n" +
      'POD or TYPE/NAME is a required argument for the logs command\n' +
      "See 'kubectl logs -h' for help and examples\n",
  ],
  [
    'kubectl logs -l a=b x',
    1,
    '',
    'error: only a selector (-l) or a POD name is allowed\n' +
      "See 'kubectl logs -h' for help and examples\n",
  ],
  [
    'kubectl explain',
    1,
    '',
    'error: You must specify the type of resource to explain. Use "kubectl ' +
      'api-resources" for a complete list of supported resources.\n',
  ],
  ['kubectl wait', 1, '', 'error: unrecognized condition: ""\n'],
  ['kubectl wait pod/x', 1, '', 'error: unrecognized condition: ""\n'],
  ['kubectl wait --for=foo pod/x', 1, '', 'error: unrecognized condition: "foo"\n'],
  [
    'kubectl auth can-i',
    1,
    '',
    'error: you must specify two arguments: verb resource or verb ' +
      'resource/resourceName.\n' +
      "See 'kubectl auth can-i -h' for help and examples.\n",
  ],
  [
    'kubectl config get-contexts',
    0,
    'CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE\n' +
      '*         c      c         u          \n',
    '',
  ],
  ['kubectl config current-context', 0, 'c\n', ''],
  [
    'kubectl config view',
    0,
    'apiVersion: v1\n' +
      'clusters:\n' +
      '- cluster:\n' +
      '    server: http://127.0.0.1:PORT\n' +
      '  name: c\n' +
      'contexts:\n' +
      '- context:\n' +
      '    cluster: c\n' +
      '    user: u\n' +
      '  name: c\n' +
      'current-context: c\n' +
      'kind: Config\n' +
      'preferences: {}\n' +
      'users:\n' +
      '- name: u\n' +
      '  user: {}\n',
    '',
  ],
  ['kubectl config use-context nope', 1, '', 'error: no context exists with the name: "nope"\n'],
  ['kubectl config set-context --current --namespace=shop', 0, 'Context "c" modified.\n', ''],
  [
    'kubectl config get-contexts',
    0,
    'CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE\n' +
      '*         c      c         u          shop\n',
    '',
  ],
  ['kubectl config set-context --current --namespace=default', 0, 'Context "c" modified.\n', ''],
  [
    'kubectl get svc --namespace',
    1,
    '',
    'error: flag needs an argument: --namespace\n' + "See 'kubectl get --help' for usage.\n",
  ],
  [
    'kubectl --context=nope get pods',
    1,
    '',
    'Error in configuration: context was not found for specified context: nope\n',
  ],
  ['kubectl -n get pods', 1, '', 'Error: flags cannot be placed before plugin name: -n\n'],
  [
    'kubectl get pods -n',
    1,
    '',
    "error: flag needs an argument: 'n' in -n\n" + "See 'kubectl get --help' for usage.\n",
  ],
  [
    'kubectl completion foo',
    1,
    '',
    'error: Unsupported shell type "foo".\n' +
      "See 'kubectl completion -h' for help and examples\n",
  ],
  ['kubectl plugin list', 1, '', 'error: unable to find any kubectl plugins in your PATH\n'],
  ['kubectl alpha', 0, '', 'No alpha commands are available in this version of kubectl\n'],
  ['kubectl get foo', 1, '', 'error: the server doesn\'t have a resource type "foo"\n'],
  [
    'kubectl get foos.example.com',
    1,
    '',
    'error: the server doesn\'t have a resource type "foos"\n',
  ],
  ['kubectl get pod,foo', 1, '', 'error: the server doesn\'t have a resource type "foo"\n'],
  ['kubectl get svc nope', 1, '', 'Error from server (NotFound): services "nope" not found\n'],
  [
    'kubectl get svc nope nope2',
    1,
    '',
    'Error from server (NotFound): services "nope" not found\n' +
      'Error from server (NotFound): services "nope2" not found\n',
  ],
  [
    'kubectl get svc/nope deploy/nope',
    1,
    '',
    'Error from server (NotFound): services "nope" not found\n' +
      'Error from server (NotFound): deployments.apps "nope" not found\n',
  ],
  ['kubectl get ns nope', 1, '', 'Error from server (NotFound): namespaces "nope" not found\n'],
  ['kubectl describe svc nope', 1, '', 'Error from server (NotFound): services "nope" not found\n'],
  ['kubectl describe foo x', 1, '', 'error: the server doesn\'t have a resource type "foo"\n'],
  [
    'kubectl logs nope',
    1,
    '',
    'error: error from server (NotFound): pods "nope" not found in namespace ' + '"default"\n',
  ],
  [
    'kubectl logs svc/nope',
    1,
    '',
    'error: error from server (NotFound): services "nope" not found in namespace ' + '"default"\n',
  ],
  ['kubectl explain foo', 1, '', 'the server doesn\'t have a resource type "foo"\n'],
  [
    'kubectl explain svc.foo',
    1,
    'KIND:       Service\n' + 'VERSION:    v1\n' + '\n',
    'error: field "foo" does not exist\n',
  ],
  [
    'kubectl explain svc.spec.foo.bar',
    1,
    'KIND:       Service\n' + 'VERSION:    v1\n' + '\n',
    'error: field "bar" does not exist\n',
  ],
  [
    'kubectl wait --for=condition=Ready pod/nope',
    1,
    '',
    'Error from server (NotFound): pods "nope" not found\n',
  ],
  ['kubectl wait --for=delete pod/nope', 0, '', ''],
  [
    "kubectl get pods -l 'a in'",
    1,
    '',
    'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that ' +
      'match label selector "a in", field selector "": unable to parse requirement: ' +
      "found '' expected: '('\n",
  ],
  [
    "kubectl get pods -l 'a=b=c'",
    1,
    '',
    'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that ' +
      'match label selector "a=b=c", field selector "": found \'=\', expected: \',\' or ' +
      "'end of string'\n",
  ],
  [
    'kubectl get pods --field-selector foo=bar',
    1,
    '',
    'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that ' +
      'match label selector "", field selector "foo=bar": field label not ' +
      'supported: foo\n',
  ],
  [
    'kubectl get pods --field-selector foo',
    1,
    '',
    'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that ' +
      'match label selector "", field selector "foo": invalid selector: \'foo\'; ' +
      "can't understand 'foo'\n",
  ],
  ['kubectl get svc --sort-by=.foo', 0, '', 'No resources found in default namespace.\n'],
  ['kubectl get svc --sort-by=foo[', 0, '', 'No resources found in default namespace.\n'],
  ["kubectl get svc -o jsonpath='{.items[*].metadata.nam}'", 0, '', ''],
  [
    "kubectl get svc -o jsonpath='{.items[*].metadata.name'",
    1,
    '',
    'error: error parsing jsonpath {.items[*].metadata.name, unclosed action\n',
  ],
  [
    'kubectl get svc kubernetes -o ' + 'custom-columns=NAME:.metadata.name,X:.spec.nope',
    0,
    'NAME         X\n' + 'kubernetes   <none>\n',
    '',
  ],
  [
    'kubectl get svc kubernetes -o custom-columns=',
    1,
    '',
    'error: custom-columns format specified but no custom columns given\n',
  ],
  ["kubectl get svc kubernetes -o go-template='{{.foo}}'", 0, '<no value>', ''],
  [
    'kubectl get svc kubernetes -A',
    1,
    '',
    'error: a resource cannot be retrieved by name across all namespaces\n',
  ],
  ['kubectl get all kubernetes', 1, '', 'error: you must specify only one resource\n'],
  ['kubectl get po,svc -w', 1, '', 'error: you may only specify a single resource type\n'],
  [
    'kubectl auth can-i foo bar',
    0,
    'yes\n',
    "Warning: the server doesn't have a resource type 'bar'\n" +
      '\n' +
      "Warning: verb 'foo' is not a known verb\n" +
      '\n',
  ],
  ['kubectl auth can-i get svc', 0, 'yes\n', ''],
  ['kubectl auth can-i get /healthz', 0, 'yes\n', ''],
  ['kubectl top pods', 1, '', 'error: Metrics API not available\n'],
  [
    'kubectl get --raw /api/v1/namespaces/default/services/nope',
    1,
    '',
    'Error from server (NotFound): services "nope" not found\n',
  ],
  [
    'kubectl get --raw /foo',
    1,
    '',
    'Error from server (NotFound): the server could not find the requested ' + 'resource\n',
  ],
  [
    'kubectl get svc kubernetes -o name --show-labels',
    1,
    '',
    'error: --show-labels option cannot be used with name printer\n',
  ],
  [
    'kubectl get pods --watch-only --all-namespaces -o foo',
    1,
    '',
    'error: unable to match a printer suitable for the output format "foo", ' +
      'allowed formats are: ' +
      'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpat' +
      'h,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml\n',
  ],
]

/** The kubeconfig that the recordings were made with. */
const kubeconfig = kubeconfigOf('kubeadm', 'http://127.0.0.1:PORT')
  .replaceAll('kubernetes-admin@kubernetes', 'c')
  .replaceAll('kubernetes-admin', 'u')
  .replaceAll('kubernetes', 'c')

describe('a line that reads, or is not understood', () => {
  const laptop = Laptop.settled()
  laptop.texts.set('/home/learner/.kube/config', kubeconfig)

  it.each(recorded)('%s', async (line, code, stdout, stderr) => {
    expect(await laptop.run(line, { milliseconds: 5_000 })).toEqual({ code, stdout, stderr })
  })
})
