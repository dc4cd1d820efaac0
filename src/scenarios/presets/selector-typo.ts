import { clientPod, fromClient, web } from './parts'
import { definePreset } from './preset'

/** One letter wrong, no endpoints, every request rejected at once. */
export const selectorTypo = definePreset({
  id: 'selector-typo',
  title: { en: 'A selector that selects nothing', zh: '一个谁也没选中的 selector' },
  manifest: `${web}
apiVersion: v1
kind: Service
metadata:
  name: web-svc
spec:
  selector:
    app: wbe # look closely: mend it, and traffic flows | 仔细看：改对了，流量就通了
  ports:
  - port: 80
    targetPort: 8080
---${clientPod}`,
  traffic: [fromClient('http://web-svc')],
})
