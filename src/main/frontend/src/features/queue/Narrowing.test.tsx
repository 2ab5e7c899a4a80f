import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

vi.mock('@/shared/api/wordsApi', () => ({
  usePriorities: () => ({ say: (value: string) => ({ p1: '最優先', p2: '優先' })[value] }),
}));

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
  show(
    'view=open&q=vpn&tag=a&sort=due_at&priority=high&phase=in_work,on_hold&sla_state=breached&status=resolved&source=mail',
  );
  const chips = ['ステータス：解決済み', 'フェーズ：対応中、保留中', 'SLAタイマー：期限超過'];
  chips.forEach((chip) => expect(screen.getByText(chip)).toBeInTheDocument());
  expect(screen.getAllByRole('button')).toHaveLength(chips.length);
});

it('names several priorities, which the field cannot show', () => {
  show('priority=p2,p1');
  expect(screen.getByText('優先度：優先、最優先')).toBeInTheDocument();
});

it('names several ways in which tickets came, of which the field shows one', () => {
  show('source=mail,alert');
  expect(screen.getByText('受付経路：メール、アラート')).toBeInTheDocument();
});

it('takes one of them away', async () => {
  const onRemove = show('phase=in_work&sla_state=breached');
  screen.getByRole('button', { name: /^SLAタイマー：期限超過/ }).focus();
  await userEvent.keyboard('{Enter}');
  expect(onRemove).toHaveBeenCalledExactlyOnceWith('sla_state');
});
