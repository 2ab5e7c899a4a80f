import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import { takesFiles } from './takesFiles';

const FILE = new File([], '写真.jpg');

function see() {
  const add = vi.fn();
  render(
    <div {...takesFiles(add)}>
      <textarea />
    </div>,
  );
  return { add, field: screen.getByRole('textbox') };
}

it('takes files that are dropped or pasted', () => {
  const { add, field } = see();
  expect(fireEvent.drop(field, { dataTransfer: { types: ['Files'], files: [FILE] } })).toBe(false);
  expect(fireEvent.paste(field, { clipboardData: { files: [FILE], getData: () => '' } })).toBe(false);
  expect(add.mock.calls).toEqual([[[FILE]], [[FILE]]]);
});

it('leaves text to the field that it is dropped on or pasted into', () => {
  const { add, field } = see();
  expect(fireEvent.dragOver(field, { dataTransfer: { types: ['text/plain'], files: [] } })).toBe(true);
  expect(fireEvent.drop(field, { dataTransfer: { types: ['text/plain'], files: [] } })).toBe(true);
  expect(fireEvent.paste(field, { clipboardData: { files: [FILE], getData: () => 'A1\tB1' } })).toBe(true);
  expect(add).not.toHaveBeenCalled();
});
