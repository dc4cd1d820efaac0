import { type Mark, markColors, markPath } from '../theme/marks'

/** One mark, standing still, of the very lines that those in the picture have. */
export function MarkSample({ mark }: { readonly mark: Mark }) {
  const { d, full } = markPath(mark, 4)
  const color = `var(${markColors[mark]})`
  const look = full ? { fill: color } : { fill: 'none', stroke: color, strokeWidth: 2 }
  return (
    <svg viewBox="-7 -7 14 14" width={14} height={14} aria-hidden="true">
      <path d={d} {...look} />
    </svg>
  )
}
