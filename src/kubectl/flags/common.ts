export {
  allNamespacesFlag,
  chunkSizeFlag,
  dryRunFlag,
  fieldManagerFlag,
  fieldSelectorFlag,
  filenameFlags,
  outputFlags,
  selectorFlag,
  subresourceFlag,
  validateFlag,
} from './definitions'
