import { fromOutside, web } from './parts'
import { definePreset } from './preset'

/** A port on every node; the node asked need not have a Pod of its own. */
export const nodePort = definePreset({
  id: 'nodeport',
  title: { en: 'NodePort: a door on every node', zh: 'NodePort：每个节点上开一扇门' },
  manifest: `${web}
apiVersion: v1
kind: Service
metadata:
  name: web-nodeport
spec:
  type: NodePort
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
    nodePort: 30080 # on every node; 30000-32767 | 每个节点都开；范围 30000-32767
`,
  traffic: [fromOutside('http://192.168.1.11:30080')],
})
