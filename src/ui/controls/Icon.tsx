import styles from './controls.module.css'

/** Drawn on a grid of 16, with lines of 1.5. */
const paths = {
  play: 'M5 3.2v9.6l7.5-4.8z',
  pause: 'M5.5 3v10M10.5 3v10',
  step: 'M3.5 3.2v9.6l6-4.8zM12.5 3v10',
  latest: 'M2.5 3.6v8.8L8 8zM8 3.6v8.8L13.5 8z',
  share: 'M8 10V2.5M5 5l3-3 3 3M3 8.5V13h10V8.5',
  light: [
    'M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2',
    'M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  ],
  dark: 'M13 9.6A5.6 5.6 0 116.4 3a4.6 4.6 0 006.6 6.6z',
  system: 'M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  bin: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.6 8.5h6.2l.6-8.5M6.8 7v4M9.2 7v4',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  left: 'M10 4L6 8l4 4',
  right: 'M6 4l4 4-4 4',
  layers: 'M8 2L2.5 5 8 8l5.5-3zM2.5 8L8 11l5.5-3M2.5 11L8 14l5.5-3',
  reset: 'M3 8a5 5 0 105-5H4.5M6.5 1L4.3 3l2.2 2',
  undo: 'M6 3.2L2.8 6.4 6 9.6M2.8 6.4h6.9a3.3 3.3 0 010 6.6H6.5',
  redo: 'M10 3.2l3.2 3.2L10 9.6M13.2 6.4H6.3a3.3 3.3 0 000 6.6h3.2',
  key: 'M2.5 4h2M7 4h6.5M2.5 8h2M7 8h6.5M2.5 12h2M7 12h6.5',
  terminal: 'M2.5 3h11v10h-11zM5 6l2 2-2 2M8.5 10.5H11',
  book: [
    'M8 4C6.5 3 4.5 2.8 2 3v9.2c2.5-.2 4.5 0 6 1',
    'M8 4c1.5-1 3.5-1.2 6-1v9.2c-2.5-.2-4.5 0-6 1z',
  ],
  filter: 'M2.5 3h11l-4.2 5v5l-2.6-1.6V8z',
  fold: 'M4.5 6.5h9v7h-9zM2.5 11.5v-9h9M9 8.5v3M7.5 10h3',
  table: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.5 6.3V13',
  panes: 'M2.5 3h11v10h-11zM6 3v10M6 9.5h7.5',
  projector: 'M1.5 2.5h13M3 2.5v7.5h10V2.5M8 10v2M5.5 14L8 12l2.5 2',
  full: 'M9.5 2.5h4v4M13.5 2.5L8 8M6.5 3.5h-4v10h10v-4',
  search: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.3 10.3l3.4 3.4',
  more: 'M3 7.3h1.4v1.4H3zM7.3 7.3h1.4v1.4H7.3zM11.6 7.3H13v1.4h-1.4z',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
} as const

/** The name of a drawing. */
export type IconName = keyof typeof paths

/** A drawing that says nothing by itself: what holds it has the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
      <path d={[paths[name]].flat().join('')} />
    </svg>
  )
}
