import { first } from '../src/scenarios/presets/first'
import { expect, test } from './playground'

const manifest = first.scenario('en').manifest

test('a deleted Pod is replaced under another address, and the Service stays', async ({
  playground,
}) => {
  await playground.open()
  const { page } = playground
  await expect(playground.pods).toHaveCount(3)
  const service = playground.thing(/^web-svc /)
  const address = (await service.textContent()) ?? ''
  const before = await playground.pods.allTextContents()
  const isOfBefore = (text: string) => before.includes(text)
  await playground.pods.first().click()
  await page.getByRole('button', { name: 'Delete this Pod' }).click()
  await playground.speed('20×')
  await expect
    .poll(async () => (await playground.pods.allTextContents()).filter(isOfBefore).length)
    .toBe(2)
  await expect(playground.thing(/^web-\w+-\w+ .*terminating$/)).toHaveCount(0)
  await expect(playground.thing(/^web-\w+-\w+ .*ready$/)).toHaveCount(3)
  expect((await playground.pods.allTextContents()).filter(isOfBefore)).toHaveLength(2)
  await expect.poll(() => service.textContent()).toBe(address)
})

test('an image that no registry has is said so', async ({ playground }) => {
  await playground.open()
  await playground.editorReady()
  await playground.setManifest(manifest.replace('agnhost:2.53', 'agnhosst:2.53'))
  await playground.speed('20×')
  await expect(playground.thing(/^web-\w+-\w+ .*(ErrImagePull|ImagePullBackOff)/)).toHaveCount(1)
  await expect(playground.thing(/^web-\w+-\w+ .*ready$/)).toHaveCount(3)
})

test('scaling brings Pods and takes them', async ({ playground }) => {
  await playground.open()
  await playground.editorReady()
  await playground.speed('20×')
  await playground.setManifest(manifest.replace('replicas: 3', 'replicas: 6'))
  await expect(playground.thing(/^web-svc .* 6\/6 ready$/)).toBeVisible()
  await playground.setManifest(manifest.replace('replicas: 3', 'replicas: 1'))
  await expect(playground.thing(/^web-svc .* 1\/1 ready$/)).toBeVisible()
  await expect(playground.pods).toHaveCount(1)
})
