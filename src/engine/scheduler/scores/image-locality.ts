import { BEST, type ScorePlugin } from '../plugin'

const MEBIBYTE = 1024 * 1024
const LEAST = 23 * MEBIBYTE
const MOST_A_CONTAINER = 1_000 * MEBIBYTE

/**
 * Prefers nodes that have a Pod's images, the larger ones above all, but not those that all others
 * lack.
 */
export const imageLocality: ScorePlugin = {
  name: 'ImageLocality',
  weight: 1,
  score({ pod, nodes: all }, nodes) {
    const { containers, initContainers = [] } = pod.spec
    const images = [...initContainers, ...containers].map(({ image = '' }) => tagged(image))
    const spread = images.map((image) => all.filter((node) => image in node.images).length)
    if (spread.every((count) => count === 0)) return undefined
    const most = MOST_A_CONTAINER * images.length
    return nodes.map((node) => {
      const sum = images.reduce((bytes, image, index) => {
        const size = node.images[image] ?? 0
        return bytes + Math.trunc((size * (spread[index] ?? 0)) / all.length)
      }, 0)
      const bounded = Math.min(Math.max(sum, LEAST), most)
      return Math.trunc((BEST * (bounded - LEAST)) / (most - LEAST))
    })
  },
}

// The node lists images by full names; one without a tag means the latest.
const tagged = (image: string): string =>
  image.lastIndexOf(':') > image.lastIndexOf('/') ? image : `${image}:latest`
