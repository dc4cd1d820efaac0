import { clientPod, fromClient, web } from './parts'
import { definePreset } from './preset'

/**
 * The lesson's first scenario: three Pods behind one name, and one that the selector leaves
 * out.
 */
export const first = definePreset({
  id: 'first',
  title: { en: 'One name for three Pods', zh: '三个 Pod，一个名字' },
  manifest: `${web}
apiVersion: v1
kind: Service
metadata:
  name: web-svc # its name in DNS, too | 也是它在 DNS 里的名字
spec:
  type: ClusterIP # the default | 默认值，可省略
  selector:
    app: web # takes the Pods that have this label | 选中带有这个标签的 Pod
  ports:
  - port: 80 # what clients ask for | Service 的端口
    targetPort: 8080 # where the container listens | 容器监听的端口
    protocol: TCP
---
apiVersion: v1
kind: Pod
metadata:
  name: api
  labels:
    app: api # not app=web: the Service leaves it out | 不是 app=web，Service 不会选中它
spec:
  containers:
  - name: api
    image: registry.k8s.io/e2e-test-images/agnhost:2.53
    args: ["netexec", "--http-port=8080"]
---${clientPod}`,
  traffic: [fromClient('http://web-svc')],
})
