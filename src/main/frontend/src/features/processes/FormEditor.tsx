import { useCallback } from 'react';

import { ModelEditor } from './ModelEditor';

/** A form as Modeler shows it. */
export function FormEditor({ form, text }: { form: string; text: string }) {
  const open = useCallback(
    async (container: HTMLElement, onChange: () => void) => {
      const { editForm } = await import('./editForm');
      return editForm(container, text, onChange);
    },
    [text],
  );
  return <ModelEditor name={`${form}.form`} type="application/json" open={open} />;
}
