export { type Decoded, decodeLink, encodeLink, parse, type Refusal, serialise } from './codec'
export { scenarioLimits } from './limits'
export {
  type Manifest,
  type ManifestDocument,
  type ManifestProblem,
  type ManifestProblemCode,
  parseManifest,
  type Span,
} from './manifest'
export { first, type Preset, type PresetLocale, presets } from './presets'
export { engineVersion, type Scenario, type View } from './scenario'
export type { Json, JsonObject } from './yaml-json'
