import { useEffect } from 'react'
import { late } from '../controls'
import { fileText } from '../dump/file-text'
import { openFile, useActions, usePlayground, useShared } from '../store'

const DumpDialog = late(async () => (await import('../dump/DumpDialog')).DumpDialog)

/**
 * The dialog that loads a dump, when it is asked for or a file is dropped onto the page; one that
 * holds a scenario is opened.
 */
export function Dump() {
  const dump = useShared((state) => state.dump)
  useDroppedFiles()
  return dump ? <DumpDialog dump={dump} /> : null
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') === true

function useDroppedFiles(): void {
  const playground = usePlayground()
  const { askForDump } = useActions()
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? []
      if (!file) return
      // The editor would take it for text that is moved.
      event.preventDefault()
      event.stopPropagation()
      void fileText(file).then(async (text) => {
        if (!(await openFile(playground, text))) askForDump(text)
      })
    }
    addEventListener('dragover', over, true)
    addEventListener('drop', drop, true)
    return () => {
      removeEventListener('dragover', over, true)
      removeEventListener('drop', drop, true)
    }
  }, [askForDump, playground])
}
