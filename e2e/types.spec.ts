import { expect, test } from './playground'

test('a NodePort is reached from outside by any node’s address', async ({ playground }) => {
  await playground.preset('nodeport')
  await expect(playground.thing(/^web-nodeport NodePort .*30080/)).toBeVisible()
  await expect(playground.page.getByText(/\b[1-9]\d+ ok\b/)).toBeVisible()
})

test('a LoadBalancer gets an address on ACK, localhost on Docker Desktop, nothing on kubeadm', async ({
  playground,
}) => {
  const { page } = playground
  await playground.preset('loadbalancer')
  await expect(playground.thing(/^web-lb LoadBalancer .* 47\.\d+\.\d+\.\d+/)).toBeVisible()
  await expect(page.getByText(/\b[1-9]\d+ ok\b/)).toBeVisible()
  await page.getByLabel('Environment').selectOption('docker-desktop')
  await expect(playground.thing(/^web-lb LoadBalancer .* localhost/)).toBeVisible()
  await page.getByLabel('Environment').selectOption('kubeadm')
  await expect(playground.thing(/^web-lb LoadBalancer .* <pending>/)).toBeVisible()
})

test('an ExternalName is an alias for a host outside', async ({ playground }) => {
  await playground.preset('externalname')
  await expect(playground.thing(/ExternalName .*example\.com/)).toBeVisible()
  await expect(playground.page.getByText(/\b[1-9]\d+ ok\b/)).toBeVisible()
})

test('names work across namespaces, with the namespace said', async ({ playground }) => {
  await playground.preset('namespaces')
  await expect(playground.page.getByText(/\b[1-9]\d+ ok\b/).first()).toBeVisible()
})
