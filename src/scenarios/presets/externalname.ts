import { clientPod, fromClient } from './parts'
import { definePreset } from './preset'

/** A name in the cluster for a host outside: nothing but a CNAME. */
export const externalName = definePreset({
  id: 'externalname',
  title: { en: 'ExternalName: an alias in DNS', zh: 'ExternalName：DNS 里的别名' },
  manifest: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: db.example.com # no address, no Pods, no rules: a CNAME | 没有地址、Pod 和规则，只有 CNAME
---${clientPod}`,
  traffic: [fromClient('http://db')],
})
