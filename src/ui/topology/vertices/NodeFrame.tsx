import type { NodeProps } from '@xyflow/react'
import type { NodeFault } from '../../../engine/api/fault'
import type { NodeSummary } from '../../../projection/summary'
import { useSay } from '../../i18n'
import { usePicture, useSummary } from './picture-context'
import styles from './vertices.module.css'

/** A Node: a frame around its Pods, with kube-proxy as a strip on its inner edge. */
export function NodeFrame({ id }: NodeProps) {
  const say = useSay()
  const node = useSummary('node', id)
  const { nodePorts } = usePicture()
  if (!node) return null
  return (
    <div className={styles.node} data-ready={node.ready} data-fault={faultOf(node)}>
      <div className={styles.heard}>kube-proxy</div>
      {nodePorts.length > 0 ? (
        <div className={styles.nodePorts}>
          {nodePorts.map((port) => (
            <span key={port}>{`:${port}`}</span>
          ))}
        </div>
      ) : null}
      <div className={styles.nodeHead}>
        <span className={styles.nodeName}>{node.name}</span>
        <span className={styles.address}>{node.address}</span>
        {node.ready ? null : <span className={styles.nodeWord}>NotReady</span>}
        {node.fault ? (
          <span className={styles.fault}>
            <FaultSign fault={node.fault} />
            <span>{say(`fault.${node.fault}`)}</span>
          </span>
        ) : null}
        {node.isProxyHung && !node.fault ? (
          <span className={styles.fault}>
            <FaultSign fault="proxy" />
            <span>{say('fault.proxy')}</span>
          </span>
        ) : null}
        {node.schedulable ? null : <span className={styles.nodeWord}>{say('node.cordoned')}</span>}
      </div>
    </div>
  )
}

/** A frame without a node, for Pods that no node has. */
export function Tray() {
  const say = useSay()
  return (
    <div className={styles.tray}>
      <div className={styles.nodeHead}>
        <span className={styles.nodeName}>{say('node.none')}</span>
      </div>
    </div>
  )
}

const faultOf = ({ fault, isProxyHung }: NodeSummary) =>
  fault ?? (isProxyHung ? 'proxy' : undefined)

/** A stopped thing is a square, a cut line has a gap, what hangs has two bars. */
const signs = { kubelet: 'M2 2h8v8H2z', network: 'M0 6h4M8 6h4M4 3v6M8 3v6', proxy: 'M4 2v8M8 2v8' }

function FaultSign({ fault }: { readonly fault: NodeFault | 'proxy' }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      <path d={signs[fault]} />
    </svg>
  )
}
