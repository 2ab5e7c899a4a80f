const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn';

/** The ids of the forms that a process asks for, with the names of the steps that do, in the order of the file. */
export function formsOf(xml: string): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const step of new DOMParser().parseFromString(xml, 'application/xml').getElementsByTagName('*')) {
    const form = step.getAttributeNS(CAMUNDA, 'formRef');
    if (form && !form.includes('{')) {
      const steps = forms.get(form) ?? [];
      forms.set(form, [...steps, step.getAttribute('name') ?? step.id]);
    }
  }
  return forms;
}
