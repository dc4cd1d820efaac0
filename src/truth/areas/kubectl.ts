import type { Area } from '../behaviour'

export const kubectl: Area = {
  id: 'kubectl',
  title: { en: 'kubectl', zh: 'kubectl' },
  behaviours: [
    {
      id: 'kubectl-recorded',
      says: {
        en: 'Lines that kubectl answered in life are answered here with the same output, errors and exit codes.',
        zh: '真实 kubectl 的命令记录，在这里得到同样的输出、错误和退出码。',
      },
      source: 'kubectl v1.32 and v1.33, as they were seen to answer',
      tests: [
        'kubectl/commands/messages > a line that reads, or is not understood > %s',
        'kubectl/commands/as-the-real-one > kubectl 1.33 says > to `kubectl %s` why it does nothing',
        'kubectl/commands/create/create > create --dry-run=client prints > %s',
      ],
      differs: {
        en: '`kubectl kustomize` and `certificate` are not there in the page; `kubectl proxy` passes no watches on.',
        zh: '页面里没有 `kubectl kustomize` 和 `certificate`；`kubectl proxy` 不转发监视。',
      },
    },
    {
      id: 'kubectl-apply',
      says: {
        en: 'apply compares what the file was, what it is and what the server has, and sends one patch, or none.',
        zh: 'apply 比较文件的旧内容、新内容和服务器上的对象，只发一个补丁，没有变化则不发。',
      },
      source: 'kubectl v1.32: pkg/util/apply; strategicpatch',
      tests: [
        'kubectl/three-way-patch > a three-way patch > replaces a port by its number, as kubectl 1.32 was seen to',
        'kubectl/three-way-patch > a three-way patch > removes what the file had and has no more, and leaves what others have set',
        'host/apply > apply, against the real server, > finds nothing to change in what it has just applied: %s',
      ],
    },
    {
      id: 'kubectl-flags',
      says: {
        en: 'Command lines are read, and refused, as cobra and pflag do.',
        zh: '命令行的解析和报错与 cobra、pflag 一致。',
      },
      source: 'kubectl v1.33: spf13/cobra, spf13/pflag',
      tests: [
        'kubectl/flags/parse > a command line > reads %s',
        'kubectl/flags/parse > a command line > refuses %s as pflag does',
      ],
    },
    {
      id: 'kubectl-printers',
      says: {
        en: 'YAML, JSONPath and Go templates come out as kubectl prints them, mistakes included.',
        zh: 'YAML、JSONPath 和 Go 模板的输出与 kubectl 一致，包括出错时的说法。',
      },
      source: 'kubectl v1.33: cli-runtime/printers, sigs.k8s.io/yaml, text/template',
      tests: [
        'kubectl/printers/yaml > YAML as kubectl prints it > writes the text %j as %s',
        'kubectl/printers/templates > a JSONPath template > %s gives %j',
        'kubectl/printers/templates > a Go template > %s fails with %j',
      ],
    },
    {
      id: 'kubectl-describe',
      says: {
        en: 'describe says of Services, Deployments, classes and volumes what the real one says.',
        zh: 'describe 对 Service、Deployment、存储类和卷的描述与真实的一致。',
      },
      source: 'kubectl v1.33: pkg/describe',
      tests: [
        'kubectl/commands/as-the-real-one > kubectl 1.33 describes > a StorageClass and a PersistentVolume',
        'kubectl/commands/reading > kubectl, on a cluster with a Deployment and its Service > describes a Service with its endpoints',
      ],
    },
    {
      id: 'kubectl-port-forward',
      says: {
        en: 'port-forward leads to one Pod, past the Service and kube-proxy, and is refused in the words of the kubelet.',
        zh: 'port-forward 绕过 Service 和 kube-proxy，直达一个 Pod；失败时的说法与 kubelet 一致。',
      },
      source: 'kubectl v1.33; Kubernetes v1.34: kubelet',
      tests: [
        'engine/cluster/portforward > portforward > lets the laptop in by a port of its own, past the Service',
        'engine/cluster/portforward > portforward > says in the words of the kubelet that nothing listens',
        'kubectl/sessions/ports > ports of a Service > %s becomes %s',
      ],
    },
    {
      id: 'kubectl-exec',
      says: {
        en: 'exec, attach and run join the streams of a container, with a terminal or without, and end with its exit code.',
        zh: 'exec、attach、run 接通容器的输入输出，有没有终端都行，并以它的退出码结束。',
      },
      source: 'kubectl v1.33; Linux tty line discipline',
      tests: [
        'kubectl/commands/sessions > exec > joins the streams of a command, and ends as it ends',
        'kubectl/commands/sessions > run --rm -i > prints what the container says, and cleans up',
        'engine/runtime/tty > the line discipline > %s',
      ],
      differs: {
        en: "A debugging container does not see its target's processes.",
        zh: '调试容器看不到目标容器的进程。',
      },
    },
    {
      id: 'kubectl-unmodified',
      says: {
        en: 'An unmodified kubectl can speak with this cluster over HTTP: protobuf, tables, watches, WebSockets and SPDY.',
        zh: '未经修改的 kubectl 可以通过 HTTP 访问这个集群：支持 protobuf、表格、监视、WebSocket 和 SPDY。',
      },
      source: 'kubectl v1.27, v1.31 to v1.33, run against it by hand',
      tests: [
        'host/serve/protobuf > an object that kubectl sends as protobuf > reads as the JSON that older clients send',
        'host/serve/serve > the API behind HTTP > puts the events of a watch into tables, the columns into the first alone',
        'host/serve/upgrade > a port-forward over a WebSocket > is taken under the name that kubectl gives it, which RFC 6455 has no room for',
        'host/serve/spdy > SPDY > reads streams whose headers share one compression, cut anywhere',
      ],
    },
  ],
}
