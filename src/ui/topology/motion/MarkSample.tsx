import { useEffect, useRef } from 'react'
import { useShared } from '../../store'
import { useTheme } from '../../theme/theme'
import { drawMark, type Mark, markColors } from './marks'

/** One mark, standing still, drawn by what draws those that move. */
export function MarkSample({ mark }: { readonly mark: Mark }) {
  const ref = useRef<HTMLCanvasElement>(null)
  const theme = useTheme(useShared((state) => state.theme))
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const color = getComputedStyle(canvas).getPropertyValue(markColors[mark])
    context.setTransform(2, 0, 0, 2, 14, 14)
    context.clearRect(-7, -7, 14, 14)
    context.fillStyle = color
    context.strokeStyle = color
    context.lineWidth = 2
    drawMark(context, mark, 4)
  }, [mark, theme])
  return <canvas ref={ref} width={28} height={28} style={{ width: 14, height: 14 }} />
}
