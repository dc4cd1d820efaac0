import { useEffect } from 'react'
import { late } from '../controls'
import { fileText } from '../dump/file-text'
import { useActions, useShared } from '../store'

const DumpDialog = late(async () => (await import('../dump/DumpDialog')).DumpDialog)

/** The dialog that loads a dump, when it is asked for or a file is dropped onto the page. */
export function Dump() {
  const dump = useShared((state) => state.dump)
  useDroppedFiles()
  return dump ? <DumpDialog dump={dump} /> : null
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') === true

function useDroppedFiles(): void {
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
      void fileText(file).then(askForDump)
    }
    addEventListener('dragover', over, true)
    addEventListener('drop', drop, true)
    return () => {
      removeEventListener('dragover', over, true)
      removeEventListener('drop', drop, true)
    }
  }, [askForDump])
}
