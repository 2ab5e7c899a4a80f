import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import type { Clock } from '@/shared/api/model';
import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { TimeLeft } from './TimeLeft';

const IN_AN_HOUR = new Date(Date.now() + 3_600_000).toISOString();

function clock(kind: Clock['kind'], state: Clock['state'], more: Partial<Clock> = {}): Clock {
  return { kind, state, due_at: IN_AN_HOUR, stopped_at: null, ...more };
}

function show(...clocks: Clock[]) {
  render(
    <LanguageProvider initial="ja">
      <TimeLeft clocks={clocks} />
    </LanguageProvider>,
  );
}

it('says of each clock whether it is paused', () => {
  show(clock('response', 'paused', { due_at: undefined }), clock('resolution', 'running'), clock('ola', 'running'));
  expect(screen.getByText('応答期限 一時停止中')).toBeInTheDocument();
  expect(screen.getByText(/解決期限/)).not.toHaveTextContent('一時停止中');
  expect(screen.queryByText(/OLA/)).not.toBeInTheDocument();
});

it('leaves out a clock that has stopped', () => {
  show(clock('response', 'met', { stopped_at: IN_AN_HOUR }), clock('resolution', 'paused', { due_at: undefined }));
  expect(screen.queryByText(/応答期限/)).not.toBeInTheDocument();
  expect(screen.getByText('解決期限 一時停止中')).toBeInTheDocument();
});

it('turns amber from the milestone on from which the server holds it to be at risk', () => {
  const at = (milestone: string, passed: boolean) => [{ milestone, at: IN_AN_HOUR, passed }];
  show(
    clock('response', 'running', { milestones: at('50', true) }),
    clock('resolution', 'running', { milestones: at('75', true) }),
  );
  const weights = screen.getAllByRole('time').map((time) => getComputedStyle(time).fontWeight);
  expect(weights).toEqual(['400', '500']);
});
