import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { LinkedText } from './LinkedText';

function links(text: string) {
  draw(
    <div data-testid="text">
      <LinkedText text={text} />
    </div>,
    { answer: () => undefined },
  );
  expect(screen.getByTestId('text')).toHaveTextContent(text, { normalizeWhitespace: false });
  return screen.queryAllByRole('link').map((link) => link.getAttribute('href'));
}

it.each<[string, string[]]>([
  ['手順はhttps://wiki.example/vpn?a=1&b=2を見てください。', ['https://wiki.example/vpn?a=1&b=2']],
  [
    '<https://alerts.example/graph?g0.expr=up(1)>、(http://a.example/x).',
    ['https://alerts.example/graph?g0.expr=up(1)', 'http://a.example/x'],
  ],
  ['desk@example.jpまで', ['mailto:desk@example.jp']],
  ['INC0000012とKNO0000003、ABC0000001', ['/tickets/INC0000012', '/knowledge/KNO0000003']],
  ['javascript:alert(1) ftp://x.example **重要** # 件名', []],
])('leads from %s', (text, hrefs) => {
  expect(links(text)).toEqual(hrefs);
});

it.each<[string, string[]]>([
  [`https://a.example/${')'.repeat(20_000)}`, ['https://a.example/']],
  ['x'.repeat(50_000), []],
  [`x@${'a-'.repeat(30_000)}`, []],
  ['.'.repeat(50_000), []],
])(
  'reads what anybody may send without end, at once (%#)',
  (text, hrefs) => {
    expect(links(text)).toEqual(hrefs);
  },
  10_000,
);

it('opens what is outside beside the ticket, and lends it nothing', () => {
  links('https://x.example/1');
  const link = screen.getByRole('link');
  expect(link).toHaveAttribute('target', '_blank');
  expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
});
