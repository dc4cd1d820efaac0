import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import { epoch, useShared } from '../store'
import { coloursAt } from '../theme/colours'
import { useForced, useTheme } from '../theme/theme'
import { type ChartName, type Course, ceilingOf, rateText, shareText, timeText } from './figures'
import styles from './load.module.css'

/** Above the ceiling there is room to say how high it is. */
const headroom = 14
const shownSeconds = 60

/** How a chart looks: the colour of each line, of what is below, and its lowest ceiling. */
const looks = {
  rate: { lines: ['--ink-2'], below: '--well', least: 1, text: rateText },
  failed: { lines: ['--fail-line'], below: '--fail-wash', least: 1, text: shareText },
  // The higher line first: what is filled below it must not hide the other.
  latency: { lines: ['--line-2', '--ink-2'], below: '--well', least: 1_000, text: timeText },
} as const satisfies Record<ChartName, Look>

interface Look {
  readonly lines: readonly string[]
  readonly below: string
  readonly least: number
  readonly text: (value: number) => string
}

/** A small chart of the last minute. Its numbers stand beside it: this one is for eyes only. */
export function Chart({ name, course }: { readonly name: ChartName; readonly course: Course }) {
  const ref = useRef<HTMLDivElement>(null)
  const plot = useRef<UPlot>(undefined)
  const latest = useRef(course)
  latest.current = course
  const theme = useTheme(useShared((state) => state.theme))
  const forced = useForced()

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const made = new UPlot(optionsFor(name, element), dataOf(latest.current), element)
    plot.current = made
    const observer = new ResizeObserver(() => made.setSize(sizeOf(element)))
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
    }
  }, [name, theme, forced])

  useEffect(() => {
    plot.current?.setData(dataOf(course))
  }, [course])

  const ceiling = ceilingOf(course.lines.flat(), looks[name].least)
  return (
    <div className={styles.chart} aria-hidden="true">
      <span className={styles.ceiling}>{looks[name].text(ceiling)}</span>
      <div ref={ref} className={styles.drawing} />
    </div>
  )
}

const sizeOf = ({ clientWidth: width, clientHeight: height }: Element) => ({ width, height })

const dataOf = ({ seconds, lines }: Course): UPlot.AlignedData =>
  [[...seconds], ...lines.map((line) => [...line])] as unknown as UPlot.AlignedData

function optionsFor(name: ChartName, element: HTMLElement): UPlot.Options {
  const { lines, below, least, text } = looks[name]
  const color = coloursAt(element)
  const values = ({ data }: UPlot) =>
    data.slice(1).flatMap((line) => [...line]) as (number | null)[]
  return {
    ...sizeOf(element),
    padding: [headroom, 3, 2, 3],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'load' }, points: { size: 5 } },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: (_, __, last) => [last - shownSeconds + 1, last] },
      y: { range: (self) => [0, ceilingOf(values(self), least)] },
    },
    series: [
      {},
      ...lines.map((line, index) => ({
        // A line along the ground is no news, whatever its colour means.
        stroke: (self: UPlot) => color(values(self).some(Boolean) ? line : '--line-2'),
        width: index === lines.length - 1 ? 1.5 : 1,
        points: { show: false },
        ...(index === 0 ? { fill: color(below) } : {}),
      })),
    ],
    hooks: { setCursor: [(self) => tell(self, text)] },
  }
}

/** Says beside the pointer what the values were there, and when. */
function tell(plot: UPlot, text: (value: number) => string): void {
  const { idx } = plot.cursor
  const over = plot.over
  if (idx === null || idx === undefined) {
    delete over.dataset['values']
    return
  }
  const [second = 0] = [plot.data[0][idx]]
  const values = plot.data.slice(1).map((line) => line[idx])
  const shown = values
    .map((value) => (typeof value === 'number' ? text(value) : '–'))
    .reverse()
    .join(' · ')
  over.dataset['values'] = `${clockText(second)}  ${shown}`
}

const clockText = (second: number): string =>
  new Date(epoch + second * 1_000).toISOString().slice(11, 19)
