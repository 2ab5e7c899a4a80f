import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import type { Field } from '@/shared/api/model';
import { draw } from '@/shared/testing';

import { FormView } from './FormView';

const TWO = [
  { value: 'a', label: { ja: '甲', en: 'A' } },
  { value: 'b', label: { ja: '乙', en: 'B' } },
];

/** Every kind of field that a model's form may have, and by what a reader finds it. */
const KINDS = [
  { type: 'textfield', role: 'textbox' },
  { type: 'textarea', role: 'textbox' },
  { type: 'number', role: 'spinbutton' },
  { type: 'checkbox', role: 'checkbox' },
  { type: 'select', role: 'combobox', options: TWO },
  { type: 'radio', role: 'combobox', options: TWO },
  { type: 'checklist', role: 'group', options: TWO },
  { type: 'taglist', role: 'combobox', options: TWO },
  { type: 'date', role: 'textbox' },
  { type: 'time', role: 'textbox' },
  { type: 'datetime', role: 'textbox' },
];

function field({ type, options = [] }: { type: string; options?: typeof TWO | undefined }): Field {
  return { key: type, type, label: { ja: `${type}の欄`, en: type }, required: false, asked_when: [], options };
}

it('draws every kind of field that a form may have', () => {
  draw(<FormView fields={KINDS.map(field)} values={{}} onChange={vi.fn()} />, { answer: () => undefined });
  for (const { type, role } of KINDS) {
    expect(screen.getByRole(role, { name: new RegExp(`^${type}の欄`) }), type).toBeEnabled();
  }
});

it('leaves a text whole that is too long, and says so', () => {
  const asked = { ...field({ type: 'textarea' }), max_length: 3 };
  draw(<FormView fields={[asked]} values={{ textarea: 'あいうえ' }} onChange={vi.fn()} />, { answer: () => undefined });
  expect(screen.getByRole('textbox')).toHaveValue('あいうえ');
  expect(screen.getByRole('textbox')).not.toHaveAttribute('maxlength');
  expect(screen.getByText('長すぎます（3文字以内、現在4文字）。')).toBeVisible();
});

it('marks every picker that must be filled in, and says what the form says of it', () => {
  const kinds = ['category', 'tags', 'ci', 'cis', 'user'];
  draw(
    <FormView
      fields={kinds.map((type) => ({
        ...field({ type }),
        required: true,
        description: { ja: `${type}の説明`, en: type },
      }))}
      values={{}}
      onChange={vi.fn()}
    />,
    { answer: () => undefined },
  );
  for (const type of kinds) {
    expect(screen.getByRole('combobox', { name: new RegExp(`^${type}の欄`) }), type).toBeRequired();
    expect(screen.getByText(new RegExp(`^${type}の説明`)), type).toBeVisible();
  }
});

it('says before a field what the form says there', async () => {
  const asked = {
    ...field({ type: 'textfield' }),
    remark: { ja: '**電源**を確かめてください。', en: 'Check the **power**.' },
  };
  draw(<FormView fields={[asked]} values={{}} onChange={vi.fn()} />, { answer: () => undefined });
  const said = await screen.findByText('電源');
  expect(said.tagName).toBe('STRONG');
  expect(said.compareDocumentPosition(screen.getByRole('textbox'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it('sends of each kind what the server takes', () => {
  const onChange = vi.fn();
  draw(<FormView fields={KINDS.map(field)} values={{ checklist: ['b'] }} onChange={onChange} />, {
    answer: () => undefined,
  });
  fireEvent.change(screen.getByRole('textbox', { name: 'textfieldの欄' }), { target: { value: '文' } });
  fireEvent.change(screen.getByRole('spinbutton', { name: 'numberの欄' }), { target: { value: '2.5' } });
  fireEvent.click(screen.getByRole('checkbox', { name: 'checkboxの欄' }));
  fireEvent.click(screen.getByRole('checkbox', { name: '甲' }));
  fireEvent.mouseDown(screen.getByRole('combobox', { name: 'radioの欄' }));
  fireEvent.click(screen.getByRole('option', { name: '乙' }));
  expect(onChange.mock.calls).toEqual([
    ['textfield', '文'],
    ['number', 2.5],
    ['checkbox', true],
    ['checklist', ['b', 'a']],
    ['radio', 'b'],
  ]);
});
