import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { TicketDetail } from '@/shared/api/model';
import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { EditDialog } from './EditDialog';

const change = vi.hoisted(() => vi.fn());

vi.mock('@/shared/api/ticketApi', async (actual) => ({
  ...(await actual<object>()),
  useChangeTicketMutation: () => [change, {}],
}));
vi.mock('@/shared/ui/CategoryPicker', () => ({ CategoryPicker: () => null }));
vi.mock('@/shared/ui/UnitPicker', () => ({ UnitPicker: () => null }));

const READ = { title: 'VPN', description: 'slow', estimated_minutes: 30, version: 1 } as TicketDetail;

function dialog(ticket: TicketDetail) {
  return (
    <LanguageProvider initial="en">
      <EditDialog ticket={ticket} kind="incidents" number="INC0000001" onClose={() => undefined} />
    </LanguageProvider>
  );
}

async function type(label: RegExp, text: string) {
  await userEvent.clear(screen.getByLabelText(label));
  await userEvent.type(screen.getByLabelText(label), text);
}

beforeEach(() => {
  change.mockReset();
  change.mockReturnValue({ unwrap: () => Promise.resolve() });
});

describe('EditDialog', () => {
  it('leaves what he does not touch as others write it meanwhile', async () => {
    const { rerender } = render(dialog(READ));
    await type(/^Title/, 'VPN is down');
    rerender(dialog({ ...READ, description: 'down since nine', version: 2 }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByLabelText(/Description/)).toHaveValue('down since nine');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(change).toHaveBeenCalledWith(expect.objectContaining({ fields: { title: 'VPN is down' }, version: 2 }));
  });

  it('makes a ticket confidential', async () => {
    render(dialog(READ));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Confidential' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(change).toHaveBeenCalledWith(expect.objectContaining({ fields: { confidentiality: 'confidential' } }));
  });

  it('asks before it writes over what others wrote into the same field', async () => {
    const { rerender } = render(dialog(READ));
    await type(/^Title/, 'mine');
    rerender(dialog({ ...READ, title: 'theirs', estimated_minutes: 45, version: 2 }));
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
    expect(screen.getByLabelText(/^Title/)).toHaveAccessibleDescription(/theirs/);
    await userEvent.click(screen.getByRole('button', { name: 'Checked, continue' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(change).toHaveBeenCalledWith(expect.objectContaining({ fields: { title: 'mine' }, version: 2 }));
  });

  it('takes what is typed back for what was never typed', async () => {
    const { rerender } = render(dialog(READ));
    await type(/^Title/, 'mine');
    await type(/^Title/, 'VPN');
    rerender(dialog({ ...READ, title: 'theirs', version: 2 }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByLabelText(/^Title/)).toHaveValue('theirs');
  });
});
