import type { Area } from '../behaviour'

export const api: Area = {
  id: 'api',
  title: { en: 'The API server', zh: 'API server' },
  behaviours: [
    {
      id: 'api-defaults',
      says: {
        en: 'What a manifest leaves out is filled in: of a Service its type, protocol, target port, family, affinity and internal traffic policy.',
        zh: '清单里没写的字段由 API server 补上：Service 的类型、协议、目标端口、地址族、会话亲和性和内部流量策略。',
      },
      source: 'Kubernetes v1.34: pkg/apis/core/v1/defaults.go, pkg/registry/core/service',
      tests: [
        'engine/apiserver/service > creating a Service > fills in what the API server fills in',
        'engine/resources/service/prepare > a minimal Service > gets its type, its protocol and target, its families and its internal policy',
      ],
    },
    {
      id: 'api-validation',
      says: {
        en: 'What is not valid is refused with 422 in the real words, everything at once, in the order of upstream.',
        zh: '不合法的内容以 422 拒绝，措辞与真实的 API server 一致，所有错误一次列出，顺序与上游相同。',
      },
      source: 'Kubernetes v1.34: pkg/apis/core/validation/validation.go',
      tests: [
        'engine/apiserver/service-rules > a Service is refused, word for word: > $spec',
        'engine/resources/service/validate/index > a Service is refused > %s',
        'engine/resources/service/validate/index > a Service is refused > for all that is wrong at once, in the order of upstream',
        'engine/resources/service/validate/ports > a Service, for its ports, is refused > %s',
      ],
    },
    {
      id: 'api-addresses-refused',
      says: {
        en: 'An address that cannot be had refuses the Service before anything else is looked at.',
        zh: '地址不可用时，Service 立即被拒绝，其他内容不再检查。',
      },
      source: 'Kubernetes v1.34: pkg/registry/core/service/storage/alloc.go',
      tests: [
        'engine/resources/service/addresses > a Service, for its addresses, is refused > %s',
        'engine/apiserver/service > creating a Service > refuses %s, alone, before it looks at anything else',
      ],
    },
    {
      id: 'api-unknown-field',
      says: {
        en: 'An unknown field is refused where validation is strict, as kubectl asks for it, and warned of otherwise.',
        zh: '未知字段：严格校验（kubectl 的默认做法）时拒绝，否则给出警告。',
      },
      source: 'Kubernetes v1.34: fieldValidation; kubectl v1.33',
      tests: [
        'engine/apiserver/service > creating a Service > refuses an unknown field when asked to be strict, and warns of it otherwise',
        'engine/api/decode > a field that the kind does not have > is left out and told, by its path with indexes, in the order of names',
      ],
    },
    {
      id: 'api-wrong-type',
      says: {
        en: 'A value of the wrong type is a bad request, told as Go tells it, the first one only.',
        zh: '类型不对的值是错误的请求，按 Go 解码器的说法报告，只报第一个。',
      },
      source: 'Kubernetes v1.34: apimachinery, sigs.k8s.io/json',
      tests: [
        'engine/api/decode > a value of the wrong type > refuses a %s',
        'engine/api/decode > a value of the wrong type > is reported once, the first in the order of names',
      ],
    },
    {
      id: 'api-warnings',
      says: {
        en: 'What is allowed but unwise is taken with a warning, for Services and for Endpoints, which are deprecated.',
        zh: '允许但不妥的写法会被接受并附带警告，例如某些 Service 字段，以及已弃用的 Endpoints。',
      },
      source: 'Kubernetes v1.34: pkg/api/service/warnings.go; Endpoints deprecated since v1.33',
      tests: [
        'engine/resources/service/warn > a Service that is accepted > %s is warned about',
        'engine/apiserver/serve > Endpoints > say that they are deprecated when they are %s',
      ],
    },
    {
      id: 'api-conflict',
      says: {
        en: 'Who updates from an old resourceVersion gets a Conflict; an update that changes nothing keeps the version.',
        zh: '用旧的 resourceVersion 更新会得到 Conflict；什么都没改的更新不会改变版本号。',
      },
      source: 'Kubernetes v1.34: apiserver, registry/generic/registry/store.go',
      tests: [
        'engine/apiserver/service > changing a Service > from an old resourceVersion is a Conflict',
        'engine/apiserver/service > changing a Service > that changes nothing keeps its resourceVersion',
      ],
    },
    {
      id: 'api-merge',
      says: {
        en: 'A strategic merge patch finds the ports of a Service by their number; its directives take items out and order lists.',
        zh: '策略性合并补丁按端口号匹配 Service 的端口；其指令可以删除列表项、规定顺序。',
      },
      source:
        'Kubernetes v1.34: apimachinery, util/strategicpatch; RFC 6902 and 7386 for the others',
      tests: [
        'engine/apiserver/service > changing a Service > by a strategic merge patch merges ports by their number',
        'engine/apiserver/patch/strategic > a list that a strategic merge patch has merged > %s',
        'engine/apiserver/patch/merge > a merge patch > makes of %j by %j %j (RFC 7386)',
        'engine/apiserver/patch/json-patch > a JSON patch > %s',
      ],
    },
    {
      id: 'api-server-side-apply',
      says: {
        en: 'Server-side apply keeps who manages which field, refuses a conflict with the name of the other manager, and takes over by force.',
        zh: '服务端应用记录每个字段由谁管理；冲突时拒绝并指出对方是谁；加上 force 则接管。',
      },
      source: 'Kubernetes v1.34: sigs.k8s.io/structured-merge-diff',
      tests: [
        'engine/apiserver/managed-fields/managed-fields > who applies a configuration > is refused what another manager has with another value',
        'engine/apiserver/managed-fields/managed-fields > who applies a configuration > takes it by force, and shares what has the same value',
        'engine/apiserver/managed-fields/managed-fields > who applies a configuration > removes what it no longer says, unless somebody else does',
      ],
    },
    {
      id: 'api-dry-run',
      says: {
        en: 'A dry run answers as the real request would, and changes nothing.',
        zh: '试运行（dry run）的回应与真正的请求一样，但什么都不改。',
      },
      source: 'Kubernetes v1.34: pkg/registry/core/service, dryRun=All',
      tests: [
        'engine/apiserver/service > creating a Service > as a dry run changes nothing, and shows what nobody can have',
        'engine/apiserver/service > changing a Service > as a dry run answers with the version that there still is',
      ],
    },
    {
      id: 'api-finalizers',
      says: {
        en: 'An object with a finalizer is only marked as deleted until the finalizer is gone.',
        zh: '带 finalizer 的对象被删除时只打上标记，直到 finalizer 移除。',
      },
      source: 'Kubernetes v1.34: apiserver, registry/generic/registry/store.go',
      tests: [
        'engine/apiserver/serve > deleting > an object with a finalizer only marks it until the finalizer is gone',
      ],
    },
    {
      id: 'api-watch',
      says: {
        en: 'A watch from a version that is forgotten ends with 410 and the oldest version still known; bookmarks come every minute.',
        zh: '从已被遗忘的版本开始监视会得到 410，并告知仍保留的最旧版本；每分钟发送一次 bookmark。',
      },
      source: 'Kubernetes v1.34: apiserver, storage/cacher',
      tests: [
        'engine/cluster/watch > a watch from what is forgotten > is told which version is still known, and ends',
        'engine/cluster/watch > a watch that allows bookmarks > is told every minute how far it has come',
      ],
    },
    {
      id: 'api-tables',
      says: {
        en: 'The columns that kubectl prints come from the server, as in a real cluster, with those for wide output.',
        zh: 'kubectl 打印的列由服务器给出，与真实集群一样，宽输出的列也包括在内。',
      },
      source:
        'Kubernetes v1.34: pkg/printers/internalversion/printers.go; tables recorded of a real server',
      tests: [
        'engine/resources/columns > the columns > of a %s are %s, and in wide %s',
        'engine/resources/service/columns > a Service > %s',
        'engine/resources/pod/columns > the status of a Pod > is %s %s',
      ],
    },
    {
      id: 'api-kinds',
      says: {
        en: 'All {kinds} kinds that a v1.34 server lists are listed, with their short names and verbs.',
        zh: 'v1.34 服务器列出的 {kinds} 种资源全部列出，包括短名称和动词。',
      },
      source: 'Kubernetes v1.34: discovery, recorded of a real server',
      tests: [
        'engine/resources/rare/rare > a kind that nothing here acts upon > is listed like any other',
        'engine/resources/rare/rare > a kind that nothing here acts upon > is not to be created where its object would only mislead, and says why',
      ],
      differs: {
        en: 'What would have to act and cannot is refused, with the reason: webhooks, custom resources and the like.',
        zh: '需要有人处理而这里没有的资源会被拒绝并说明原因：webhook、自定义资源等。',
      },
    },
    {
      id: 'api-access',
      says: {
        en: 'Whoever is taken for another user (--as) may do what roles and bindings say, and is refused in the real words.',
        zh: '以其他用户身份（--as）发出的请求受 Role 和 RoleBinding 约束，拒绝时的措辞与真实的一致。',
      },
      source: 'Kubernetes v1.34: plugin/pkg/auth/authorizer/rbac',
      tests: [
        'engine/apiserver/access/reviews > a user that the administrator is taken for > may what a role says, where it is bound',
        'engine/apiserver/access/reviews > who sends requests may do everything',
      ],
      differs: {
        en: 'There are no users and no passwords: whoever asks is the administrator.',
        zh: '没有用户和密码：谁来请求都是管理员。',
      },
    },
    {
      id: 'api-quotas',
      says: {
        en: 'Quotas and limit ranges count and refuse; a quota is charged and given back as objects come and go.',
        zh: 'ResourceQuota 和 LimitRange 会计数并拒绝；对象创建和删除时配额随之扣减、归还。',
      },
      source: 'Kubernetes v1.34: plugin/pkg/admission/resourcequota, limitranger',
      tests: [
        'engine/cluster/quotas > a quota refuses what is more than it has left > %s',
        'engine/apiserver/limit-ranges > a LimitRange > %j refuses %j',
      ],
    },
    {
      id: 'api-events',
      says: {
        en: 'Events are counted up, held back after 25 from one source about one object, and gone after an hour.',
        zh: '事件会累加计数；同一来源对同一对象超过 25 条后限流；一小时后消失。',
      },
      source: 'Kubernetes v1.34: client-go, tools/record/events_cache.go; --event-ttl',
      tests: [
        'engine/apiserver/recorder > the recorder > lets 25 from one source about one object through, then one every five minutes',
        'engine/apiserver/recorder > the recorder > counts up what is said again of the same object',
        'engine/cluster/expiry > an Event > is there for an hour, and gone within two minutes after it',
      ],
    },
  ],
}
