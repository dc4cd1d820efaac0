import { encodeLink } from '../src/scenarios/codec'
import { first } from '../src/scenarios/presets/first'
import { fromClient, fromOutside } from '../src/scenarios/presets/parts'

/** A bit of everything that the picture and the details can show. */
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: 'nginx:alpine'}]}
---
apiVersion: v1
kind: Service
metadata: {name: balanced}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: by-port}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 31000}]}
---
apiVersion: v1
kind: Service
metadata: {name: headless}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: away}
spec: {type: ExternalName, externalName: example.com}
---
apiVersion: v1
kind: Service
metadata: {name: nobody}
spec: {selector: {app: wbe}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: broken, labels: {app: other}}
spec: {containers: [{name: broken, image: 'nowhere.example/none:1'}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, labels: {app: client}}
spec: {containers: [{name: client, image: curlimages/curl, command: [sleep, infinity]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: crowd}
spec:
  replicas: 202
  selector: {matchLabels: {app: crowd}}
  template:
    metadata: {labels: {app: crowd}}
    spec: {containers: [{name: web, image: 'nginx:alpine'}]}
`

const traffic = [fromClient('http://by-port'), fromOutside('http://192.168.1.11:31000')]

/** A link to it, with somebody who asks and somebody outside. */
export const linkToAllKinds = encodeLink({ ...first.scenario('en'), manifest, traffic })
