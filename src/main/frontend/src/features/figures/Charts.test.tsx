import { createTheme, ThemeProvider } from '@mui/material/styles';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { Chart } from './Charts';

vi.mock('@mui/x-charts/BarChart', () => ({
  BarChart: ({ colors, series }: { colors?: string[]; series: { color?: string }[] }) => (
    <output>{JSON.stringify([colors, series])}</output>
  ),
}));

it('says how many bars it does not draw, and has them in the table', async () => {
  const points = Array.from({ length: 14 }, (_, at) => ({ key: `${at}`, label: `組${at}`, values: [14 - at] }));
  render(
    <LanguageProvider initial="ja">
      <Chart title="件数" names={['件数']} points={points} read={String} />
    </LanguageProvider>,
  );
  expect(screen.getByText('ほか2件は表で確認できます。')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: '表で表示' }));
  expect(screen.getByRole('rowheader', { name: '組13' })).toBeVisible();
});

it('has the colours of the look that was chosen, not of the system', () => {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('dark'),
    addListener: vi.fn(),
    removeListener: vi.fn(),
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  }));
  localStorage.setItem('mui-mode', 'light');
  render(
    <LanguageProvider initial="ja">
      <ThemeProvider theme={createTheme({ colorSchemes: { light: true, dark: true }, cssVariables: true })}>
        <Chart title="件数" names={['件数']} points={[{ key: 'a', label: 'A', values: [3] }]} read={String} />
      </ThemeProvider>
    </LanguageProvider>,
  );
  expect(screen.getByRole('status', { hidden: true })).toHaveTextContent('#0072b2');
  expect(screen.getByRole('status', { hidden: true })).not.toHaveTextContent('#56b4e9');
});
