import type { ClipboardEvent, DragEvent } from 'react';

/** What an element listens to that takes files, dropped or pasted. Text goes on going where it always goes. */
export function takesFiles(add: (files: Iterable<File>) => void, setOver: (isOver: boolean) => void = () => undefined) {
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');
  return {
    onDragOver: (event: DragEvent) => {
      if (hasFiles(event)) {
        event.preventDefault();
        setOver(true);
      }
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (hasFiles(event)) {
        event.preventDefault();
        add(event.dataTransfer.files);
      }
    },
    onPaste: (event: ClipboardEvent) => {
      // cells of a table bring a picture of themselves; a dialogue over it is no part of it
      if (
        event.currentTarget.contains(event.target as Node) &&
        event.clipboardData.files.length > 0 &&
        event.clipboardData.getData('text/plain') === ''
      ) {
        event.preventDefault();
        add(event.clipboardData.files);
      }
    },
  };
}
