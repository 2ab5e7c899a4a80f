import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import type { TicketDetail } from '@/shared/api/model';
import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { Resolution } from './Resolution';

function show(ticket: Partial<TicketDetail>, initial: 'ja' | 'en' = 'ja') {
  return render(
    <LanguageProvider initial={initial}>
      <Resolution ticket={{ phase: 'resolved', ...ticket } as TicketDetail} />
    </LanguageProvider>,
  );
}

it('shows what is to be confirmed, and when it closes without an answer', () => {
  show({ resolution: 'ケーブルを交換', closes_at: '2028-01-05T05:30:00Z' });
  expect(screen.getByRole('region', { name: '解決内容' })).toHaveTextContent('ケーブルを交換');
  expect(screen.getByText(/^返答がない場合は2028\/01\/05（水）.*に自動クローズします。$/)).toBeInTheDocument();
});

it('says in English when it closes', () => {
  show({ closes_at: '2028-01-05T05:30:00Z' }, 'en');
  expect(screen.getByText(/^Closes automatically on 5 Jan 2028, .* unless somebody answers\.$/)).toBeInTheDocument();
});

it('shows nothing while the ticket is worked on again', () => {
  const { container } = show({ phase: 'in_work', resolution: 'ケーブルを交換' });
  expect(container).toBeEmptyDOMElement();
});
