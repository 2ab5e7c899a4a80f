import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';

import Modeler from 'dmn-js/lib/Modeler';
import { StyleModule } from 'style-mod';

import type { Language } from '@/shared/i18n/texts';
import { nonce } from '@/shared/lib/nonce';

import type { Editing } from './ModelEditor';
import { inJapanese } from './tableWords';

interface Wanted {
  container: HTMLElement;
  xml: string;
  /** the one of the file that is shown */
  decision: string;
  language: Language;
  /** what the column of the rules' numbers is called */
  rule: string;
  onChange: () => void;
}

/** Opens a decision of a file for editing. */
export async function editTable({ container, xml, decision, language, rule, onChange }: Wanted): Promise<Editing> {
  // the editor of cells brings styles of its own, and asks nobody for the nonce
  StyleModule.mount(document, [], { nonce });
  const words = { additionalModules: language === 'ja' ? [{ translate: ['value', inJapanese] }] : [] };
  const modeler = new Modeler({ container, decisionTable: words, literalExpression: words });
  await modeler.importXML(xml);
  const views = modeler.getViews();
  const wanted = views.find(({ element }) => element.id === decision) ?? views[0];
  if (wanted) {
    await modeler.open(wanted);
  }
  container.querySelector('th.index-column')?.replaceChildren(rule);
  modeler.getActiveViewer()?.on('commandStack.changed', onChange);
  return {
    content: async () => (await modeler.saveXML({ format: true })).xml,
    destroy: () => modeler.destroy(),
  };
}
