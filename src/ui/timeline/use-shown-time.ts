import { type Picture, useCalm } from '../store'

/**
 * What the time comes to that is shown. While it runs nobody reads thousandths: it is written ten
 * times a second, since whatever is written has the browser look at the whole page. While it stands
 * still it is exact.
 */
export const useShownTime = <Found>(of: (picture: Picture) => Found): Found =>
  useCalm(({ picture }) => of(picture), {
    millis: 100,
    hurried: ({ picture }) => !picture.running,
  })
