import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { RootContent } from 'mdast'
import { toHast } from 'mdast-util-to-hast'
import { type ReactNode, useMemo } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { examplesIn } from '../../lessons/text'
import { Console } from './Console'
import { LinkTo } from './LinkTo'
import styles from './lesson.module.css'
import { YamlBlock } from './YamlBlock'

/** The words of a part: its commands can be run, its objects put into the manifest. */
export function Prose({ nodes }: { readonly nodes: readonly RootContent[] }) {
  return (
    <div className={styles.prose}>
      {nodes.map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts stay where they are
        <Block key={index} node={node} />
      ))}
    </div>
  )
}

/** A picture is fetched from nowhere: its words stand for it. */
const Picture = ({ alt = '' }: { readonly alt?: string | undefined }) => <em>{alt}</em>

function Block({ node }: { readonly node: RootContent }) {
  if (node.type === 'code' && node.lang === 'console') {
    return <Console examples={examplesIn(node.value)} />
  }
  if (node.type === 'code' && node.lang === 'yaml') return <YamlBlock text={node.value} />
  return <Words nodes={[node]} />
}

/** Words alone. HTML in them is left out, pictures too; links lead where `LinkTo` lets them. */
export function Words({ nodes }: { readonly nodes: readonly RootContent[] }): ReactNode {
  return useMemo(() => {
    const tree = toHast({ type: 'root', children: [...nodes] })
    return toJsxRuntime(tree, { Fragment, jsx, jsxs, components: { a: LinkTo, img: Picture } })
  }, [nodes])
}
