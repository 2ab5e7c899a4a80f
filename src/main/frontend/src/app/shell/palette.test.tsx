import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { useOffering } from '@/shared/lib/offered';
import { draw } from '@/shared/testing';

import { Search } from './Search';

const resolve = vi.fn();
const OFFERED = [
  { key: 'resolve', label: '解決', perform: resolve },
  { key: 'hold', label: '保留', perform: vi.fn() },
];

function Ticket() {
  useOffering(OFFERED);
  return <input aria-label="返信" />;
}

function open(page = <Ticket />) {
  draw(
    <>
      <Search />
      {page}
    </>,
    { answer: () => undefined },
  );
}

it('opens by Ctrl and K wherever one is, with what may be done on the ticket first', async () => {
  open();
  await userEvent.click(screen.getByLabelText('返信'));
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(screen.getByRole('combobox')).toHaveFocus();
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['操作解決', '操作保留']);
  await userEvent.keyboard('解決');
  expect(screen.getAllByRole('option')[0]).toHaveTextContent('解決');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(resolve).toHaveBeenCalledOnce();
  expect(screen.getByRole('combobox')).toHaveValue('');
});

it('opens by ⌘ and K, and offers nothing where no ticket is', async () => {
  open(<p>頁</p>);
  await userEvent.keyboard('{Meta>}k{/Meta}');
  expect(screen.getByRole('combobox')).toHaveFocus();
  expect(screen.queryByRole('option')).toBeNull();
});

it('leaves the keys to a dialogue that is open', async () => {
  open(<div role="dialog" aria-label="form" />);
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(screen.getByRole('combobox')).not.toHaveFocus();
});
