// @vitest-environment jsdom: happy-dom does not find elements of XML by their namespace

import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import { draw } from '@/shared/testing';
import type { Change } from '@/shared/ui/ProcessPicture';

import { PicturedDifferences } from './TwoPictures';

const drawn: Record<string, Readonly<Record<string, Change>>> = {};

vi.mock('@/shared/ui/ProcessPicture', async (original) => ({
  ...(await original<object>()),
  ProcessPicture: ({ label, changed }: { label: string; changed: Readonly<Record<string, Change>> }) => {
    drawn[label] = changed;
    return <div role="group" aria-label={label} />;
  },
}));

const model = (...elements: string[]) =>
  `<definitions xmlns:di="d">${elements.map((one) => `<di:BPMNShape bpmnElement="${one}"/>`).join('')}</definitions>`;

it('marks in both drawings what was added, removed and changed', () => {
  const change = {
    model: 'incident',
    element: 'assign',
    rule: 'status_changed',
    message: 'x',
    loosens: false,
    tickets: 0,
  };
  draw(
    <PicturedDifferences
      changes={[change]}
      before={model('start', 'assign', 'timer')}
      after={model('start', 'assign', 'check')}
    />,
    { answer: () => undefined },
  );
  expect(screen.queryByRole('group')).toBeNull();
  fireEvent.click(screen.getByRole('button'));
  const [before, after] = screen.getAllByRole('group').map((one) => one.getAttribute('aria-label')!);
  expect(drawn[before!]).toEqual({ assign: { how: 'changed', sign: '≠' }, timer: { how: 'removed', sign: '−' } });
  expect(drawn[after!]).toEqual({ assign: { how: 'changed', sign: '≠' }, check: { how: 'added', sign: '+' } });
});
