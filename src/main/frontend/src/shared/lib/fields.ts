import type { Field } from '@/shared/api/model';
import type { Label } from '@/shared/i18n/texts';

type Choice = readonly [value: string, label: Label | string];

function labelOf(label: Label | string): Label {
  return typeof label === 'string' ? { ja: label, en: label } : label;
}

/** A field of a form, described as the API describes those of actions. The label is in the reader's language. */
export function field(
  key: string,
  label: Label | string,
  type:
    | 'textfield'
    | 'textarea'
    | 'password'
    | 'checkbox'
    | 'datetime'
    | 'date'
    | 'time'
    | 'checklist'
    | 'taglist'
    | 'category'
    | 'number'
    | 'select'
    | 'user'
    | 'sites'
    | 'departments'
    | 'ci'
    | 'cis' = 'textfield',
  more: { required?: boolean; choices?: readonly Choice[]; max?: number } = {},
): Field {
  return {
    key,
    label: labelOf(label),
    type,
    required: more.required ?? false,
    max_length: more.max,
    options: (more.choices ?? []).map(([value, name]) => ({ value, label: labelOf(name) })),
  };
}
