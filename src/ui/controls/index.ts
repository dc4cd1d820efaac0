export { Button, IconButton } from './Button'
export { Icon, type IconName } from './Icon'
export { Select } from './Select'
export { type Tab, Tabs } from './Tabs'
