import { GroupBox } from './GroupBox'
import { LaptopBox } from './LaptopBox'
import { NodeFrame, Tray } from './NodeFrame'
import { BalancerWedge, ClientBox, ClusterBorder, DnsBook, HostBox } from './OutsideBoxes'
import { PodBox } from './PodBox'
import { ServiceCapsule } from './ServiceCapsule'
import { SliceBox } from './SliceBox'

/** How each shape of the layout is drawn. */
export const vertexTypes = {
  cluster: ClusterBorder,
  node: NodeFrame,
  tray: Tray,
  pod: PodBox,
  service: ServiceCapsule,
  slice: SliceBox,
  book: DnsBook,
  client: ClientBox,
  laptop: LaptopBox,
  host: HostBox,
  balancer: BalancerWedge,
  group: GroupBox,
}
