import { engineVersion, type Scenario } from '../scenario'

/** The languages that a preset is told in. */
export type PresetLocale = 'en' | 'zh'

/** A scenario that the playground brings along. */
export interface Preset {
  readonly id: string
  readonly title: Readonly<Record<PresetLocale, string>>
  /** The scenario, the comments of its manifest in one of the languages. */
  scenario(locale: PresetLocale): Scenario
}

/** What makes a preset; the rest of the scenario is as usual. */
export interface PresetOptions extends Partial<Omit<Scenario, 'manifest' | 'engine'>> {
  readonly id: string
  readonly title: Readonly<Record<PresetLocale, string>>
  /** YAML; a comment has both languages, `# English | 中文`. */
  readonly manifest: string
}

/** Declares a preset. */
export function definePreset({ id, title, manifest, ...options }: PresetOptions): Preset {
  return {
    id,
    title,
    scenario: (locale) => ({
      engine: engineVersion,
      seed: 1,
      environment: 'kubeadm',
      mode: 'iptables',
      nodes: 3,
      traffic: [],
      view: {},
      ...options,
      manifest: inLanguage(manifest, locale),
    }),
  }
}

const inLanguage = (text: string, locale: PresetLocale): string =>
  text.trimStart().replace(/# (.*) \| (.*)$/gm, locale === 'en' ? '# $1' : '# $2')
