import { useShared } from '../store'
import { offerSays } from './offer-texts'

/** Says the texts of chains in the page's language. */
export const useOfferSay = () => offerSays[useShared((state) => state.locale)]
