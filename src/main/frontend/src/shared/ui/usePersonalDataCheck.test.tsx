import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { usePersonalDataCheck } from './usePersonalDataCheck';

const find = vi.hoisted(() => vi.fn());
vi.mock('@/shared/api/api', () => ({
  api: { injectEndpoints: () => ({ useFindPersonalDataMutation: () => [find] }) },
  data: vi.fn(),
}));

const send = vi.fn(() => Promise.resolve());

function Form({ text }: { text: string }) {
  const [dialog, check] = usePersonalDataCheck();
  return (
    <>
      {dialog}
      <button onClick={() => void check({ title: text, priority: 1 }, send)}>Report</button>
    </>
  );
}

async function report(text: string) {
  render(
    <LanguageProvider initial="en">
      <Form text={text} />
    </LanguageProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Report' }));
}

const answers = (found: object[]) => find.mockReturnValue({ unwrap: () => Promise.resolve({ personal_data: found }) });

beforeEach(() => {
  find.mockReset();
  send.mockClear();
});

describe('usePersonalDataCheck', () => {
  it('sends at once what holds no number', async () => {
    await report('printer 3 is out of paper');
    expect(find).not.toHaveBeenCalled();
    expect(send).toHaveBeenCalledOnce();
  });

  it('shows what was found and sends it only when told to', async () => {
    answers([{ field: 'title', kind: 'credit_card', start: 5, end: 21 }]);
    await report('paid 4111111111111111');
    expect(await screen.findByText('Credit card number: 4111111111111111')).toBeVisible();
    expect(send).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Send it as it is' }));
    expect(send).toHaveBeenCalledOnce();
  });

  it('sends what nobody can look at', async () => {
    find.mockReturnValue({ unwrap: () => Promise.reject(new Error('offline')) });
    await report('paid 4111111111111111');
    await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
  });
});
