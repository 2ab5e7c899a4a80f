import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { TagsField } from './TagsField';

function Page() {
  const [tags, setTags] = useState<string[]>([]);
  return (
    <LanguageProvider initial="ja">
      <TagsField value={tags} onChange={setTags} />
      <output>{tags.join('|')}</output>
    </LanguageProvider>
  );
}

it('leaves what an input method composes alone until it is done', () => {
  render(<Page />);
  const input = screen.getByRole<HTMLInputElement>('combobox');
  fireEvent.compositionStart(input);
  fireEvent.input(input, { target: { value: 'ねっとわーく、' }, isComposing: true });
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  expect(input).toHaveValue('ねっとわーく、');
  fireEvent.input(input, { target: { value: 'ネットワーク、' }, isComposing: true });
  fireEvent.compositionEnd(input);
  expect(screen.getByRole('status')).toHaveTextContent('ネットワーク');
  fireEvent.input(input, { target: { value: '至急,' } });
  expect(screen.getByRole('status')).toHaveTextContent('ネットワーク|至急');
  expect(input).toHaveValue('');
});
