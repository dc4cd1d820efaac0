import { ownTexts, useLocale } from '../../i18n'

const texts = ownTexts(
  { leave: 'Leave (Esc)', whole: 'The whole screen, and back' },
  { leave: '退出（Esc）', whole: '全屏，再按退出全屏' },
)

/** The texts of this folder, in the language spoken here. */
export const useProjectorSay = () => texts[useLocale()]
