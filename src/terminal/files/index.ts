export {
  type DirectoryView,
  FileError,
  type FileStatus,
  FileSystem,
  type FileSystemOptions,
  type Kept,
  type KeptFile,
  type Mounted,
  type Mounts,
} from './file-system'
export { isWithin, nameOf, parentOf, resolvePath } from './paths'
