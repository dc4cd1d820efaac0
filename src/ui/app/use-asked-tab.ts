import { useEffect, useRef } from 'react'
import { useShared } from '../store'
import { type DrawerTab, isDrawerTab } from './Drawer'

/** Opens the tab of the drawer that something elsewhere leads to: once each time. */
export function useAskedTab(open: (tab: DrawerTab) => void): void {
  const looked = useShared((state) => state.looked)
  const ordered = useShared((state) => state.ordered)
  const troubled = useShared((state) => state.troubled)
  const tabbed = useShared((state) => state.tabbed)
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    if (looked) latest.current('kernel')
  }, [looked])
  useEffect(() => {
    if (ordered) latest.current('terminal')
  }, [ordered])
  useEffect(() => {
    if (troubled) latest.current('problems')
  }, [troubled])
  useEffect(() => {
    if (isDrawerTab(tabbed?.tab)) latest.current(tabbed.tab)
  }, [tabbed])
}
