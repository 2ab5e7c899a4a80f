import { KINDS } from '@/shared/api/model';

const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn';

function parsed(xml: string): Document {
  return new DOMParser().parseFromString(xml, 'application/xml');
}

/** The type of requests that a process makes; none for other processes. */
export function requestTypeOf(xml: string): string | undefined {
  const property = [...parsed(xml).getElementsByTagNameNS(CAMUNDA, 'property')].find(
    (one) => one.getAttribute('name') === 'request_type',
  );
  return property?.getAttribute('value') ?? undefined;
}

/** Tickets of which kind a process, or the one whose stage it is, serves. */
export function kindOfProcess(process: string, xml: string): string {
  if (requestTypeOf(xml)) {
    return 'request';
  }
  const first = process.split('-')[0] ?? process;
  return KINDS.find(({ kind }) => kind === first)?.kind ?? process;
}

/** What people call an element, or else its id. */
export function nameIn(xml: string, element: string): string {
  const found = [...parsed(xml).getElementsByTagName('*')].find((one) => one.id === element);
  return found?.getAttribute('name') ?? element;
}

/** The processes of a file that can be run. */
export function processesOf(xml: string): string[] {
  return [...parsed(xml).getElementsByTagNameNS('*', 'process')]
    .filter((one) => one.getAttribute('isExecutable') === 'true')
    .map(({ id }) => id);
}

/** The ids of all that is drawn: steps, events, gateways, and what leads from one to another. */
export function drawnIn(xml: string): Set<string> {
  const shapes = ['BPMNShape', 'BPMNEdge'].flatMap((name) => [...parsed(xml).getElementsByTagNameNS('*', name)]);
  return new Set(shapes.map((one) => one.getAttribute('bpmnElement') ?? ''));
}

const RESTS = ['userTask', 'receiveTask', 'intermediateCatchEvent', 'callActivity', 'subProcess'];

/** The elements at which a ticket may rest, by their ids, with what people call them. */
export function restsOf(xml: string): Map<string, string> {
  return new Map(
    RESTS.flatMap((type) => [...parsed(xml).getElementsByTagNameNS('*', type)])
      .filter((one) => one.getAttribute('triggeredByEvent') !== 'true')
      .map((one) => [one.id, one.getAttribute('name') ?? one.id]),
  );
}

/** The ids of the forms that a process asks for, with the names of the steps that do, in the order of the file. */
export function formsOf(xml: string): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const step of parsed(xml).getElementsByTagName('*')) {
    const form = step.getAttributeNS(CAMUNDA, 'formRef');
    if (form && !form.includes('{')) {
      const steps = forms.get(form) ?? [];
      forms.set(form, [...steps, step.getAttribute('name') ?? step.id]);
    }
  }
  return forms;
}
