import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { useLanguage } from '@/shared/i18n/LanguageProvider';
import { draw } from '@/shared/testing';

import { TableEditor } from './TableEditor';

const kept = vi.fn();
const editing = vi.hoisted(() => ({ content: vi.fn(), destroy: vi.fn() }));
const editTable = vi.hoisted(() => vi.fn(() => editing));

vi.mock('./editTable', () => ({ editTable }));

function Page() {
  const { choose } = useLanguage();
  const { data: me } = useProfileQuery();
  return (
    <>
      {me && <TableEditor decision="routing" xml="<definitions/>" base={{}} changed={false} onChanged={kept} />}
      <button type="button" onClick={() => choose('en')}>
        English
      </button>
    </>
  );
}

it('keeps what was changed in an open table when the language changes', async () => {
  draw(<Page />, { answer: () => undefined });
  await waitFor(() => expect(editTable).toHaveBeenCalled());
  await userEvent.click(screen.getByText('English'));
  await new Promise((later) => setTimeout(later, 50));
  expect(editTable).toHaveBeenCalledOnce();
  expect(editing.destroy).not.toHaveBeenCalled();
});
