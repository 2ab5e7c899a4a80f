import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { useUnsaved } from './useUnsaved';

function Page() {
  const [text, setText] = useState('');
  const [guard, letGo] = useUnsaved(text !== '', '/new');
  const navigate = useNavigate();
  return (
    <>
      {guard}
      <input aria-label="text" value={text} onChange={(event) => setText(event.target.value)} />
      <Link to="/new/problems">another kind</Link>
      <Link to="/queue">leave</Link>
      <button
        type="button"
        onClick={() => {
          letGo();
          void navigate('/tickets/INC0000001');
        }}
      >
        saved
      </button>
    </>
  );
}

const unsaved = () => screen.findByRole('dialog', { name: '保存していない内容' });
const leaveTab = () => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

it('asks before something typed is left behind, and keeps it where it was', async () => {
  const { router } = draw(<Page />, { answer: () => undefined, at: '/new', path: '/new/*' });
  expect(leaveTab()).toBe(false);
  await userEvent.type(screen.getByLabelText('text'), 'typed');
  expect(leaveTab()).toBe(true);
  await userEvent.click(screen.getByText('another kind'));
  expect(router.state.location.pathname).toBe('/new/problems');
  await userEvent.click(screen.getByText('leave'));
  await unsaved();
  await userEvent.click(screen.getByRole('button', { name: 'キャンセル' }));
  expect(router.state.location.pathname).toBe('/new/problems');
  expect(screen.getByLabelText('text')).toHaveValue('typed');
  await userEvent.click(screen.getByText('leave'));
  await unsaved();
  await userEvent.click(screen.getByRole('button', { name: '破棄して移動' }));
  expect(router.state.location.pathname).toBe('/queue');
});

it('lets somebody go who saved, or typed nothing', async () => {
  const { router } = draw(<Page />, { answer: () => undefined, at: '/new', path: '/new/*' });
  await userEvent.type(screen.getByLabelText('text'), 'typed');
  await userEvent.click(screen.getByText('saved'));
  expect(router.state.location.pathname).toBe('/tickets/INC0000001');
});
