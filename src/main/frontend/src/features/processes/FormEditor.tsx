import { useCallback } from 'react';

import { ModelEditor, type EditorProps } from './ModelEditor';

/** A form as Modeler shows it. */
export function FormEditor({ form, text, ...editor }: { form: string; text: string } & EditorProps) {
  const open = useCallback(
    async (container: HTMLElement, onChange: () => void) => {
      const { editForm } = await import('./editForm');
      return editForm(container, text, onChange);
    },
    [text],
  );
  return <ModelEditor name={`${form}.form`} type="application/json" open={open} {...editor} />;
}
