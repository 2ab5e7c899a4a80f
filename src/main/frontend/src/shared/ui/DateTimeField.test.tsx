import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';
import type { Language } from '@/shared/i18n/texts';
import type { TimeKind } from '@/shared/i18n/written';

import { DateTimeField } from './DateTimeField';

interface Shown {
  initial?: string;
  kind?: TimeKind;
  language?: Language;
  send?: () => void;
}

function Form({ initial = '', kind, send, tell }: Shown & { tell: (value: string) => void }) {
  const [value, setValue] = useState(initial);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send?.();
      }}
    >
      <DateTimeField
        kind={kind}
        label="開始"
        value={value}
        onChange={(now) => {
          setValue(now);
          tell(now);
        }}
      />
      <button type="submit">保存</button>
    </form>
  );
}

function show(props: Shown = {}) {
  const tell = vi.fn();
  render(
    <LanguageProvider initial={props.language ?? 'ja'}>
      <Form {...props} tell={tell} />
    </LanguageProvider>,
  );
  return { tell, input: screen.getByLabelText('開始') };
}

describe('a field for a time', () => {
  it('speaks the language of the portal, not the browser’s', () => {
    expect(show({ initial: '2028-01-05T14:30' }).input).toHaveValue('2028/01/05 14:30');
  });

  it('speaks English to who reads English', () => {
    expect(show({ initial: '2028-01-05T14:30', language: 'en' }).input).toHaveValue('5 Jan 2028, 14:30');
  });

  it('lets somebody type as they are used to, and writes it in its own way when they leave', async () => {
    const { input, tell } = show();
    await userEvent.type(input, '2028-1-5 1430');
    expect(input).toHaveValue('2028-1-5 1430');
    expect(tell).toHaveBeenLastCalledWith('2028-01-05T14:30');
    await userEvent.tab();
    expect(input).toHaveValue('2028/01/05 14:30');
    await userEvent.clear(input);
    expect(tell).toHaveBeenLastCalledWith('');
  });

  it('keeps what it can’t read, says how to write it, and is not sent with it', async () => {
    const send = vi.fn();
    const { input } = show({ send });
    await userEvent.type(input, '2028/02/30 9:00');
    expect(screen.queryByText(/のように入力してください。/)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    expect(send).not.toHaveBeenCalled();
    expect(input).toHaveValue('2028/02/30 9:00');
    expect(screen.getByText('2028/01/05 14:30のように入力してください。')).toBeInTheDocument();
    await userEvent.clear(input);
    await userEvent.type(input, '2028/02/29 9:00');
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    expect(send).toHaveBeenCalled();
  });

  it('is chosen from a month by keyboard alone', async () => {
    const { input, tell } = show({ initial: '2028-01-31T14:30' });
    await userEvent.click(input);
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(await screen.findByRole('dialog', { name: '開始' })).toBeInTheDocument();
    expect(screen.getByText('2028年1月')).toBeInTheDocument();
    await userEvent.keyboard('{PageDown}{ArrowLeft}{Enter}');
    expect(tell).toHaveBeenLastCalledWith('2028-02-28T14:30');
    expect(screen.getByRole('gridcell', { selected: true })).toHaveTextContent('28');
    await userEvent.selectOptions(screen.getByLabelText('時'), '18');
    expect(tell).toHaveBeenLastCalledWith('2028-02-28T18:30');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(input).toHaveValue('2028/02/28 18:30');
  });

  it('closes as soon as a day is all it wanted', async () => {
    const { tell } = show({ initial: '2028-01-05', kind: 'date' });
    await userEvent.click(screen.getByRole('button', { name: '日付を選択' }));
    await userEvent.click(await screen.findByRole('button', { name: '2028年1月20日' }));
    expect(tell).toHaveBeenLastCalledWith('2028-01-20');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
