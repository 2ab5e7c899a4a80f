import { createEvent, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { TicketDetail } from '@/shared/api/model';
import { LanguageProvider } from '@/shared/i18n/LanguageProvider';
import { NoticeProvider } from '@/shared/ui/Notice';

import { ReplyBox } from './ReplyBox';

const addNote = vi.hoisted(() => vi.fn());
const attachAll = vi.hoisted(() => vi.fn());
const findUsers = vi.hoisted(() => vi.fn());

vi.mock('@/shared/api/ticketApi', () => ({
  useAddNoteMutation: () => [addNote, { isLoading: false }],
  useFindUsersQuery: (asked: unknown) => {
    findUsers(asked);
    return { currentData: [] };
  },
}));
vi.mock('@/shared/api/profile', () => ({ useMe: () => ({ id: 'me' }) }));
vi.mock('@/shared/lib/useAttachAll', () => ({ useAttachAll: () => [attachAll, false] }));
vi.mock('@/shared/ui/usePersonalDataCheck', () => ({
  usePersonalDataCheck: () => [null, (_: object, send: () => Promise<unknown>) => send()],
}));
vi.mock('./TextModules', () => ({ TextModules: () => null }));

const TICKET = { reporter: { id: 'r', last_name: 'Sato', first_name: 'Ken' } } as TicketDetail;

function box() {
  return (
    <LanguageProvider initial="en">
      <NoticeProvider>
        <ReplyBox ticket={TICKET} kind="incidents" number="INC0000001" internal onWriting={() => undefined} />
      </NoticeProvider>
    </LanguageProvider>
  );
}

function paste(types: Record<string, string>, files: File[]) {
  const event = createEvent.paste(screen.getByRole('textbox'), {
    clipboardData: { files, getData: (type: string) => types[type] ?? '' },
  });
  fireEvent(screen.getByRole('textbox'), event);
  return event;
}

beforeEach(() => {
  addNote.mockReset();
  attachAll.mockReset();
  attachAll.mockResolvedValue(undefined);
});

describe('ReplyBox', () => {
  it('keeps for whom a text is, as long as it keeps the text', async () => {
    addNote.mockReturnValue({ unwrap: () => Promise.resolve({}) });
    const { unmount } = render(box());
    await userEvent.click(screen.getByRole('button', { name: 'Reply to reporter' }));
    await userEvent.type(screen.getByRole('textbox'), 'Try again');
    unmount();
    render(box());
    expect(screen.getByRole('textbox')).toHaveValue('Try again');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(addNote).toHaveBeenCalledWith(expect.objectContaining({ content: 'Try again', isPublic: true }));
  });

  it('takes away only what was sent, not what is typed meanwhile', async () => {
    let arrive: (note: object) => void = () => undefined;
    addNote.mockReturnValue({ unwrap: () => new Promise<object>((resolve) => (arrive = resolve)) });
    render(box());
    await userEvent.type(screen.getByRole('textbox'), 'First{Control>}{Enter}{/Control} and more');
    arrive({});
    await vi.waitFor(() => expect(screen.getByRole('textbox')).toHaveValue('and more'));
  });

  it('pastes the text where a program puts a picture beside it', () => {
    render(box());
    const picture = new File(['x'], 'image.png');
    expect(paste({ 'text/plain': 'a\tb' }, [picture]).defaultPrevented).toBe(false);
    expect(attachAll).not.toHaveBeenCalled();
    expect(paste({}, [picture]).defaultPrevented).toBe(true);
    expect(attachAll).toHaveBeenCalledWith('incidents', 'INC0000001', [picture]);
  });

  it('looks for those who may read an internal note', async () => {
    render(box());
    await userEvent.type(screen.getByRole('textbox'), 'Please look @sa');
    await vi.waitFor(() => expect(findUsers).toHaveBeenLastCalledWith({ q: 'sa', agents: true }));
  });
});
