import { Keeper } from './offline'

const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } }

/** What keeps this page: there is one, however many playgrounds it shows. */
export const keeper = new Keeper({
  // The dev server's files change under one's hands.
  container: import.meta.env.PROD ? navigator.serviceWorker : undefined,
  isEmbedded: window.parent !== window,
  savesData: connection?.saveData === true,
  reload: () => location.reload(),
})

let begun = false

/** Begins to keep the page; a second call does nothing. */
export function beginKeeping(): void {
  if (begun) return
  begun = true
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault() // the browser's own banner would cover the picture
    const install = () => void (event as unknown as { prompt(): Promise<void> }).prompt()
    keeper.state.setState({ install })
  })
  addEventListener('appinstalled', () => keeper.state.setState({ install: undefined }))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void keeper.refresh()
  })
  void keeper.begin()
}
