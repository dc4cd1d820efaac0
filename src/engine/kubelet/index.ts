export { kubelet } from './kubelet'
