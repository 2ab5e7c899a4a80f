import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { FileChips } from './FileChooser';

it('takes a chosen file away by key, and says so', async () => {
  const onChange = vi.fn();
  const files = [new File([], '写真.jpg'), new File([], 'ログ.txt')];
  render(
    <LanguageProvider initial="ja">
      <FileChips files={files} onChange={onChange} />
    </LanguageProvider>,
  );
  await userEvent.tab();
  expect(screen.getByRole('button', { name: '写真.jpg 外す' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onChange).toHaveBeenCalledWith([files[1]]);
});

function Chosen() {
  const [chosen, setChosen] = useState(['甲', '乙', '丙'].map((name) => new File([], name)));
  return (
    <LanguageProvider initial="ja">
      <div>
        <FileChips files={chosen} onChange={setChosen} />
      </div>
      <input aria-label="さらに" />
    </LanguageProvider>
  );
}

it('leads the focus to the next, to the last that is left, and then to the field', async () => {
  render(<Chosen />);
  const button = (name: string) => screen.getByRole('button', { name: `${name} 外す` });
  await userEvent.click(button('乙'));
  await waitFor(() => expect(button('丙')).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(button('甲')).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByLabelText('さらに')).toHaveFocus());
});
