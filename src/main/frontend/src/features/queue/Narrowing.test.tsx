import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { Narrowing } from './Narrowing';

function show(search: string) {
  const onRemove = vi.fn();
  render(
    <LanguageProvider initial="ja">
      <Narrowing params={new URLSearchParams(search)} kind="incident" onRemove={onRemove} />
    </LanguageProvider>,
  );
  return onRemove;
}

it('says in words what narrows the list and has no field of its own', () => {
  show('view=open&q=vpn&tag=a&sort=due_at&priority=high&phase=in_work,on_hold&sla_state=breached&status=resolved');
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
    'ステータス：解決済み',
    'フェーズ：対応中、保留中',
    'SLAタイマー：期限超過',
  ]);
});

it('names several priorities, which the field cannot show', () => {
  show('priority=high,critical');
  expect(screen.getByText('優先度：高、緊急')).toBeInTheDocument();
});

it('takes one of them away', async () => {
  const onRemove = show('phase=in_work&sla_state=breached');
  screen.getByText('SLAタイマー：期限超過').closest<HTMLElement>('[role=button]')!.focus();
  await userEvent.keyboard('{Delete}');
  expect(onRemove).toHaveBeenCalledExactlyOnceWith('sla_state');
});
