import type { Environment } from '../../engine/api/traffic'
import { presets } from '../../scenarios/presets'
import { IconButton, Select } from '../controls'
import { useSay } from '../i18n'
import { ModeSelect } from '../kernel/ModeSelect'
import { useActions, useShared } from '../store'
import { TimeControls } from '../timeline/TimeControls'
import { About } from './About'
import styles from './app.module.css'
import { ShareButton } from './share/ShareButton'

/** One line above the page: what this is, where it runs, what time it is, and whom to tell. */
export function TopBar({ narrow }: { readonly narrow: boolean }) {
  const say = useSay()
  const { rebuild } = useActions()
  return (
    <header className={styles.bar}>
      <About />
      <ScenarioChoice />
      {narrow ? null : (
        <IconButton icon="reset" label={say('bar.start-over')} onClick={() => void rebuild({})} />
      )}
      <Surroundings />
      {narrow ? null : (
        <div className={styles.time}>
          <TimeControls />
        </div>
      )}
      <div className={styles.barEnd}>
        <AllPanes />
        <ShareButton narrow={narrow} />
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  )
}

const own = 'own'

function ScenarioChoice() {
  const say = useSay()
  const locale = useShared((state) => state.locale)
  const manifest = useShared(({ scenario }) => scenario.manifest)
  const { open } = useActions()
  const isLesson = useShared(({ scenario }) => scenario.view.lesson !== undefined)
  const current = isLesson
    ? undefined
    : presets.find((preset) =>
        (['en', 'zh'] as const).some((language) => preset.scenario(language).manifest === manifest),
      )
  const options = presets.map(({ id, title }) => [id, title[locale]] as const)
  return (
    <Select
      label={say('bar.scenario')}
      value={current?.id ?? own}
      options={current ? options : [[own, say(isLesson ? 'tab.lesson' : 'bar.own')], ...options]}
      onChange={(id) => {
        const chosen = presets.find((preset) => preset.id === id)
        if (chosen) void open(chosen.scenario(locale))
      }}
    />
  )
}

/** In the order in which they are offered. */
const environments: Readonly<Record<Environment, true>> = {
  kubeadm: true,
  ack: true,
  'docker-desktop': true,
  kind: true,
  'kind-cloud-provider': true,
  minikube: true,
  'minikube-tunnel': true,
  k3s: true,
}

function Surroundings() {
  const say = useSay()
  const environment = useShared(({ scenario }) => scenario.environment)
  const { rebuild } = useActions()
  return (
    <div className={styles.surroundings}>
      <Select
        label={say('bar.environment')}
        value={environment}
        options={(Object.keys(environments) as Environment[]).map(
          (each) => [each, say(`environment.${each}`)] as const,
        )}
        onChange={(chosen) => void rebuild({ environment: chosen })}
      />
      <span className={styles.mode}>
        <span className={styles.nodes}>
          <NodesSelect />
        </span>
        <ModeSelect />
      </span>
    </div>
  )
}

/** A node takes 110 Pods: whoever wants thousands wants more of them. */
const sizes = [1, 2, 3, 5, 10, 25, 50, 100]

/** How many nodes the cluster has: another number is another cluster. */
function NodesSelect() {
  const say = useSay()
  const nodes = useShared(({ scenario }) => scenario.nodes)
  const { rebuild } = useActions()
  const offered = sizes.includes(nodes) ? sizes : [...sizes, nodes].sort((a, b) => a - b)
  return (
    <Select
      label={say('bar.nodes')}
      value={`${nodes}`}
      options={offered.map((count) => {
        const text = count === 1 ? say('bar.nodes.one') : say('bar.nodes.count', { count })
        return [`${count}`, text] as const
      })}
      onChange={(chosen) => void rebuild({ nodes: Number(chosen) })}
    />
  )
}

/** A link may keep panes back; whoever opened it may want them all the same. */
function AllPanes() {
  const say = useSay()
  const { setView } = useActions()
  const isPart = useShared(({ scenario }) => scenario.view.panes !== undefined)
  if (!isPart) return null
  return (
    <IconButton
      icon="panes"
      label={say('bar.all-panes')}
      onClick={() => setView({ panes: undefined })}
    />
  )
}

function LanguageSwitch() {
  const say = useSay()
  const locale = useShared((state) => state.locale)
  const { setLocale } = useActions()
  return (
    <button
      type="button"
      className={styles.language}
      aria-label={say('bar.language')}
      onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
    >
      {locale === 'zh' ? 'EN' : '中'}
    </button>
  )
}

const nextTheme = { system: 'light', light: 'dark', dark: 'system' } as const

function ThemeSwitch() {
  const say = useSay()
  const theme = useShared((state) => state.theme)
  const { setTheme } = useActions()
  return (
    <IconButton
      icon={theme}
      label={say('bar.theme', { theme: say(`theme.${theme}`) })}
      onClick={() => setTheme(nextTheme[theme])}
    />
  )
}
