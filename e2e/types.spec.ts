import { expect, test } from './playground'

test('a NodePort is reached from outside by any node’s address', async ({ playground }) => {
  await playground.preset('nodeport')
  await expect(playground.thing(/^web-nodeport NodePort .*30080/)).toBeVisible()
  await expect(playground.page.getByText(/\b[1-9]\d+ ok\b/)).toBeVisible()
})

test('a LoadBalancer has the address that its environment gives, and its client asks there', async ({
  playground,
}) => {
  const { page } = playground
  await playground.preset('loadbalancer')
  await expect(playground.thing(/^web-lb LoadBalancer .* 47\.\d+\.\d+\.\d+/)).toBeVisible()
  await expect(page.getByText(/\b[1-9]\d+ ok\b/)).toBeVisible()
  const url = page.getByLabel('URL')
  await page.getByLabel('Environment').selectOption('k3s')
  await expect(playground.thing(/^web-lb LoadBalancer .* 192\.168\.1\.11/)).toBeVisible()
  await expect(url).toHaveValue('http://192.168.1.11')
  await page.getByLabel('Environment').selectOption('docker-desktop')
  await expect(playground.thing(/^web-lb LoadBalancer .* localhost/)).toBeVisible()
  await expect(url).toHaveValue('http://localhost')
  await expect(page.getByText(/\b[1-9]\d* ok\b/)).toBeVisible()
  await page.getByLabel('Environment').selectOption('kubeadm')
  await expect(playground.thing(/^web-lb LoadBalancer .* <pending>/)).toBeVisible()
  await expect(url).toHaveValue(/^http:\/\/192\.168\.1\.11:3\d{4}$/)
  await expect(page.getByText(/\b[1-9]\d* ok\b/)).toBeVisible()
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
