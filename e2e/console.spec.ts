import { ConsolePage } from './console'
import { expect, test } from './playground'

const name = /[a-z0-9]{5}/.source
const age = /\d+s/.source

test.describe('the terminal', () => {
  // High enough for a command and all that it says.
  test.use({ viewport: { width: 1280, height: 1200 } })
  test.beforeEach(({ page }) =>
    page.addInitScript(() =>
      localStorage.setItem('service-playground.page.terminal', '{"size":700,"folded":false}'),
    ),
  )

  test('answers the lesson’s commands as a cluster does', async ({ playground }) => {
    await playground.open()
    const terminal = new ConsolePage(playground.page)
    await playground.speed('20×')
    await terminal.open()
    expect(
      await terminal.run('kubectl create deployment hi --image=nginx:alpine --replicas=3'),
    ).toBe('deployment.apps/hi created')
    expect(await terminal.run('kubectl rollout status deployment/hi | tail -1')).toBe(
      'deployment "hi" successfully rolled out',
    )
    expect(await terminal.run('kubectl get pods -l app=hi')).toMatch(
      new RegExp(
        '^NAME +READY +STATUS +RESTARTS +AGE' +
          `(\nhi-[a-z0-9]+-${name} +1/1 +Running +0 +${age}){3}$`,
      ),
    )
    expect(await terminal.run('kubectl expose deployment hi --port=80 --target-port=80')).toBe(
      'service/hi exposed',
    )
    expect(await terminal.run('kubectl get svc hi')).toMatch(
      new RegExp(
        '^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\\(S\\) +AGE' +
          `\nhi +ClusterIP +10\\.[\\d.]+ +<none> +80/TCP +${age}$`,
      ),
    )
    expect(
      await terminal.run(
        'kubectl expose deployment hi --port=80 --target-port=80 --type=NodePort --name=hi-np',
      ),
    ).toBe('service/hi-np exposed')
    expect(await terminal.run('kubectl get svc hi-np -o jsonpath={.spec.type}; echo')).toBe(
      'NodePort',
    )
    await expect(playground.thing(/^hi /).first()).toBeVisible()
  })

  test('asks DNS from a Pod that is there for one question only', async ({ playground }) => {
    await playground.open()
    const terminal = new ConsolePage(playground.page)
    await playground.speed('20×')
    await terminal.open()
    const line = 'kubectl run test --rm -it --image=busybox -- nslookup web-svc'
    const said = await terminal.run(line, 30_000)
    expect(said).toMatch(/Name:\s+web-svc\.default\.svc\.cluster\.local\nAddress: 10\.[\d.]+/)
    expect(said.split('\n').slice(-2)).toEqual([
      "Session ended, resume using 'kubectl attach test -c test -i -t' command when the pod is" +
        ' running',
      'pod "test" deleted',
    ])
    expect(await terminal.run('kubectl get pod test')).toBe(
      'Error from server (NotFound): pods "test" not found',
    )
  })

  test('forwards a port, for another terminal to use', async ({ playground }) => {
    const { page } = playground
    await playground.open()
    const terminal = new ConsolePage(page)
    await terminal.open()
    await terminal.type('kubectl port-forward svc/web-svc 8080:80\n')
    await expect
      .poll(() => terminal.text())
      .toContain('Forwarding from 127.0.0.1:8080 -> 8080\nForwarding from [::1]:8080 -> 8080')
    await page.getByRole('button', { name: 'New terminal' }).click()
    await terminal.prompted()
    const answers = 'for i in 1 2 3; do curl -s localhost:8080/hostname; echo; done | sort -u'
    expect(await terminal.run(answers)).toMatch(/^web-[a-z0-9]+-[a-z0-9]{5}$/)
    await terminal.pane.getByRole('tab', { name: 'bash 1' }).click()
    await expect.poll(() => terminal.text()).toContain('Handling connection for 8080')
    await page.keyboard.press('Control+c')
    await terminal.prompted()
  })

  test('reads what bash reads: pipes, loops, here-documents, files', async ({ playground }) => {
    await playground.open()
    const terminal = new ConsolePage(playground.page)
    await playground.speed('20×')
    await terminal.open()
    expect(await terminal.run('for i in 1 2 3; do echo $i; done | tail -2')).toBe('2\n3')
    expect(await terminal.run('kubectl get pods -o name | grep -c web')).toBe('3')
    const document = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "1"}'
    expect(await terminal.run(`kubectl apply -f - <<EOF\n${document}\nEOF`)).toContain(
      'configmap/a created',
    )
    await terminal.run('kubectl get deployments -w | grep web &')
    await expect.poll(() => terminal.text()).toMatch(/\nweb +3\/3/)
    await terminal.run('kubectl scale deployment web --replicas=2')
    await expect.poll(() => terminal.text()).toMatch(/\nweb +2\/2 +2 +2/)
    await terminal.run('kill %1; wait')
    expect(await terminal.run('kubctl')).toBe(
      "bash: kubctl: command not found\nDid you mean 'kubectl'?",
    )
    expect(await terminal.run('kubectl explain service.spec.type')).toContain(
      'From where the Service can be reached',
    )
    expect(await terminal.run('kubectl get pods --no-headers -w | head -1')).toMatch(/^api /)
  })

  test('writes into the YAML pane, and the pane into the cluster', async ({ playground }) => {
    await playground.open()
    const terminal = new ConsolePage(playground.page)
    await playground.speed('20×')
    await terminal.open()
    expect(await terminal.run('ls')).toContain('manifest.yaml')
    await terminal.run("sed -i 's/replicas: 3/replicas: 2/' manifest.yaml")
    await expect(playground.pods).toHaveCount(2)
    expect(await terminal.run('grep replicas manifest/deployment-web.yaml')).toBe('  replicas: 2')
  })

  test('keeps its history over a reload, searches it, and completes names', async ({
    playground,
  }) => {
    const { page } = playground
    await playground.open()
    const terminal = new ConsolePage(page)
    await terminal.open()
    await terminal.run('echo remembered')
    await page.reload()
    await expect(terminal.rows).toBeVisible()
    await page.keyboard.press('Control+`')
    await terminal.prompted()
    await page.keyboard.press('Control+r')
    await terminal.type('memb')
    await expect.poll(() => terminal.text()).toContain("`memb': echo remembered")
    await page.keyboard.press('Enter')
    await expect.poll(() => terminal.text()).toMatch(/\nremembered\n.*\$$/)
    await terminal.type('cat mani')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect
      .poll(() => terminal.text())
      .toMatch(/\nmanifest\/ +manifest\.yaml\n.*cat manifest$/)
    await terminal.type('.')
    await page.keyboard.press('Tab')
    await expect.poll(() => terminal.text()).toMatch(/cat manifest\.yaml$/)
    await page.keyboard.press('Control+u')
    for (const beginning of ['kubectl desc', 'services web-']) {
      await terminal.type(beginning)
      await page.keyboard.press('Tab')
      await expect.poll(() => terminal.text()).not.toMatch(new RegExp(`${beginning}$`))
    }
    await expect.poll(() => terminal.text()).toMatch(/kubectl describe services web-svc$/)
  })

  test('stops at Ctrl-C, and has several tabs', async ({ playground }) => {
    const { page } = playground
    await playground.open()
    const terminal = new ConsolePage(page)
    await terminal.open()
    await terminal.type('sleep 1000\n')
    await page.keyboard.press('Control+c')
    await terminal.prompted()
    expect(await terminal.run('echo $?')).toBe('130')
    await page.getByRole('button', { name: 'New terminal' }).click()
    await terminal.prompted()
    expect(await terminal.run('echo second')).toBe('second')
    await expect(terminal.pane.getByRole('tab')).toHaveText(['bash 1', 'bash 2'])
    await page.keyboard.press('Control+d')
    await expect(terminal.pane.getByRole('tab')).toHaveText(['bash 1'])
    await expect.poll(() => terminal.text()).toContain('130')
  })

  test('a name in its output selects the thing in the picture', async ({ playground }) => {
    const { page } = playground
    await playground.open()
    const terminal = new ConsolePage(page)
    await terminal.open()
    await terminal.run('kubectl get svc web-svc -o name')
    const box = await terminal.rows.locator('> div').nth(1).boundingBox()
    await expect(async () => {
      for (const at of [60, 64]) await page.mouse.move((box?.x ?? 0) + at, (box?.y ?? 0) + 8)
      await expect(terminal.pane.locator('.xterm-cursor-pointer')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await page.mouse.down()
    await page.mouse.up()
    await expect(page.getByRole('heading', { name: 'web-svc' })).toBeVisible()
  })

  test('lets the keyboard go after Escape', async ({ playground }) => {
    const { page } = playground
    await playground.open()
    const terminal = new ConsolePage(page)
    await terminal.open()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    await expect(terminal.pane.getByRole('tab', { name: 'bash 1' })).toBeFocused()
    await page.keyboard.press('Control+`')
    await expect(page.getByRole('button', { name: 'Unfold' })).toBeVisible()
    await expect(terminal.pane.locator(':focus')).toHaveCount(0)
  })
})
