export { Pipe } from './pipe'
export {
  Captured,
  type Descriptor,
  type Descriptors,
  discarded,
  linesOf,
  nothing,
  orStopped,
  readAll,
  readLine,
  readUntilStopped,
  type Source,
  StoppableOutput,
  textSource,
} from './streams'
