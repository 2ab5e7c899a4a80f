import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js-editor/dist/assets/properties-panel.css';

import { FormEditor } from '@bpmn-io/form-js-editor';
import { StyleModule } from 'style-mod';

import { nonce } from '@/shared/lib/nonce';

import type { Editing } from './ModelEditor';

/** Opens a form for editing. */
export async function editForm(container: HTMLElement, text: string, onChange: () => void): Promise<Editing> {
  // the editor of expressions brings styles of its own, and asks nobody for the nonce
  StyleModule.mount(document, [], { nonce });
  const schema = JSON.parse(text) as Parameters<FormEditor['importSchema']>[0];
  const editor = new FormEditor({ container, exporter: schema.exporter as { name: string; version: string } });
  await editor.importSchema(schema);
  editor.on('commandStack.changed', onChange);
  return {
    content: () => Promise.resolve(`${JSON.stringify(editor.saveSchema(), null, 2)}\n`),
    destroy: () => editor.destroy(),
  };
}
