import { fromOutside, web } from './parts'
import { definePreset } from './preset'

/** The cloud puts a balancer with a public address in front of the nodes. */
export const loadBalancer = definePreset({
  id: 'loadbalancer',
  title: { en: 'LoadBalancer on Alibaba Cloud ACK', zh: 'LoadBalancer：阿里云 ACK 上的 SLB' },
  environment: 'ack',
  manifest: `${web}
apiVersion: v1
kind: Service
metadata:
  name: web-lb
spec:
  type: LoadBalancer # the cloud makes an SLB and enters its address | 云会创建 SLB 并填上它的地址
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
`,
  traffic: [fromOutside('http://47.98.141.247')],
})
