import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { Chart } from './Charts';
import { inARow } from './tv';
import { TvScreen } from './TvScreen';

vi.mock('@mui/x-charts/BarChart', () => ({ BarChart: () => null }));

function show(onEnd: () => void) {
  return render(
    <LanguageProvider initial="ja">
      <TvScreen title="概要" narrowed="30日" onEnd={onEnd}>
        <Chart title="件数" names={['件数']} points={[{ key: 'a', label: '組', values: [1] }]} read={String} />
      </TvScreen>
    </LanguageProvider>,
  );
}

it('shows figures and what they are of, and nothing to press but its end', () => {
  show(() => undefined);
  expect(screen.getByRole('dialog', { name: '概要' })).toHaveTextContent('30日');
  expect(screen.getByText(/現在$/)).toBeVisible();
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['全画面表示を終了']);
});

it('ends with Escape, and when the browser leaves the full screen by itself', async () => {
  const onEnd = vi.fn();
  show(onEnd);
  await userEvent.keyboard('{Escape}');
  expect(onEnd).toHaveBeenCalledTimes(1);
  document.dispatchEvent(new Event('fullscreenchange'));
  expect(onEnd).toHaveBeenCalledTimes(2);
});

it('puts few things into one row, and more into two', () => {
  expect([0, 1, 5, 8, 11].map((count) => inARow(count, 5))).toEqual([1, 1, 5, 4, 6]);
});
