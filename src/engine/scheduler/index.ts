export { scheduler } from './scheduler'
