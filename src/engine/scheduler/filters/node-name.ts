import { type FilterPlugin, rejection } from '../plugin'

const OTHER = rejection("node(s) didn't match the requested node name", false)

/** Keeps a Pod to the node that it names. */
export const nodeName: FilterPlugin = {
  name: 'NodeName',
  prepare({ pod }) {
    const wanted = pod.spec.nodeName
    return wanted ? ({ name }) => (name === wanted ? undefined : OTHER) : undefined
  },
}
