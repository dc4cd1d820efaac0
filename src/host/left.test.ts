import { expect, it } from 'vitest'
import { seconds } from '../engine'
import { Changes } from './history'
import { LeftPlaces } from './left'
import { Opening, opened } from './opening'
import { Scene } from './scene'
import { scenario } from './testing'

const change = { id: 'change/1', label: 'open' }

/** The first scenario, as somebody has come to it. */
async function place() {
  const opening = new Opening(scenario)
  const scene = new Scene(opening.cluster)
  await opened(opening)
  scene.cluster.advance(scene.cluster.now + seconds(5))
  return { scene, changes: new Changes() }
}

it('a cluster that is not large is kept whole', async () => {
  const [left, here] = [await place(), await place()]
  const places = new LeftPlaces()
  places.leave(left, change)
  const arrived = places.back(here)
  expect(arrived?.place.scene).toBe(left.scene)
  expect(arrived?.to).toBe(left.scene.cluster.now)
})

it('a large one comes about again from its inputs, the very same', async () => {
  const [left, here] = [await place(), await place()]
  const { now, end } = left.scene.cluster
  const digests = [left.scene.cluster.digest(), here.scene.cluster.digest()]
  const places = new LeftPlaces(10)
  places.leave(left, change)
  expect(places.history()).toEqual({ undo: change })

  const back = places.back(here)
  const { cluster } = back?.place.scene ?? here.scene
  expect(back).toMatchObject({ to: now, changes: [change], place: { changes: left.changes } })
  expect(cluster.now).toBeLessThan(now)
  expect(cluster.end).toBe(end)
  cluster.advance(now)
  expect(cluster.digest()).toBe(digests[0])

  const forth = places.forth({ scene: back?.place.scene ?? here.scene, changes: left.changes })
  const again = forth?.place.scene.cluster
  again?.advance(forth?.to ?? 0)
  expect(again?.digest()).toBe(digests[1])
})
