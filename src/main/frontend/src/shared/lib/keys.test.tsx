import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { DateTimeField } from '@/shared/ui/DateTimeField';
import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { commandKey, sentBy, useKeys } from './keys';
import { SingleKeys } from '@/shared/ui/SingleKeys';

function Page({ onEnter, onJ }: { onEnter: () => void; onJ: () => void }) {
  useKeys({ Enter: onEnter, j: onJ });
  return (
    <>
      <button type="button">
        <span>button</span>
      </button>
      <a href="#there">link</a>
      <div role="checkbox" aria-checked="false" tabIndex={0}>
        box
      </div>
      <div role="combobox" aria-controls="none" aria-expanded="false" tabIndex={0}>
        choice
      </div>
      <input aria-label="field" />
      <table>
        <tbody>
          <tr tabIndex={-1}>
            <td>row</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

it('leaves Enter to what has the focus, and takes it elsewhere', async () => {
  const [onEnter, onJ] = [vi.fn(), vi.fn()];
  render(<Page onEnter={onEnter} onJ={onJ} />);
  const pressed: string[] = [];
  screen.getByRole('button').addEventListener('click', () => pressed.push('button'));
  screen.getByRole('link').addEventListener('click', () => pressed.push('link'));
  for (const one of ['button', 'link', 'checkbox', 'combobox', 'textbox']) {
    screen.getByRole(one).focus();
    await userEvent.keyboard('{Enter}');
  }
  expect(pressed).toEqual(['button', 'link']);
  expect(onEnter).not.toHaveBeenCalled();

  screen.getByRole('row').focus();
  await userEvent.keyboard('{Enter}');
  expect(onEnter).toHaveBeenCalledOnce();
});

it('takes the other keys from a focused button, too', async () => {
  const [onEnter, onJ] = [vi.fn(), vi.fn()];
  render(<Page onEnter={onEnter} onJ={onJ} />);
  screen.getByRole('button').focus();
  await userEvent.keyboard('j');
  expect(onJ).toHaveBeenCalledOnce();
});

it('sends no form past a day that can’t be read', async () => {
  const send = vi.fn(() => Promise.resolve());
  render(
    <LanguageProvider>
      <form {...sentBy(send)}>
        <DateTimeField kind="date" label="day" value="" onChange={() => undefined} />
      </form>
    </LanguageProvider>,
  );
  await userEvent.type(screen.getByLabelText('day'), '来週金曜');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(send).not.toHaveBeenCalled();
  await userEvent.clear(screen.getByLabelText('day'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(send).toHaveBeenCalledOnce();
});

it('leaves single letters alone for whoever turns them off', async () => {
  const [onEnter, onJ] = [vi.fn(), vi.fn()];
  render(
    <LanguageProvider initial="ja">
      <SingleKeys />
      <Page onEnter={onEnter} onJ={onJ} />
    </LanguageProvider>,
  );
  const box = screen.getByLabelText('1文字のキーで操作する');
  await userEvent.click(box);
  screen.getByRole('row').focus();
  await userEvent.keyboard('j{Enter}');
  expect(onJ).not.toHaveBeenCalled();
  expect(onEnter).toHaveBeenCalledOnce();
  await userEvent.click(box);
  screen.getByRole('row').focus();
  await userEvent.keyboard('j');
  expect(onJ).toHaveBeenCalledOnce();
});

it.each([
  ['MacIntel', '⌘'],
  ['Linux x86_64', 'Ctrl'],
  ['Win32', 'Ctrl'],
])('calls the key of commands on %s as the keyboard does', (platform, key) => {
  vi.spyOn(navigator, 'platform', 'get').mockReturnValue(platform);
  expect(commandKey()).toBe(key);
});

it('goes on after a box was ticked by the mouse', async () => {
  const onJ = vi.fn();
  function Rows() {
    useKeys({ j: onJ });
    return <input type="checkbox" aria-label="row" />;
  }
  render(<Rows />);
  await userEvent.click(screen.getByRole('checkbox', { name: 'row' }));
  await userEvent.keyboard('j');
  expect(onJ).toHaveBeenCalledOnce();
});
