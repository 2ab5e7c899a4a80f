import { render } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';

import type { Attachment } from '@/shared/api/model';

import { MarkdownText } from './MarkdownText';

const file = { id: 'f1', file_name: '画面 1.png', content_type: 'image/png' } as Attachment;

function shown(text: string) {
  return render(
    <MemoryRouter>
      <MarkdownText text={text} at="/articles/KNO0000001" files={[file]} />
    </MemoryRouter>,
  ).container;
}

it('makes elements of Markdown', () => {
  const page = shown('# 手順\n\n1. **再起動**する\n2. [窓口](/new)へ\n\n| a | b |\n|---|---|\n| 1 | 2 |');
  expect(page.querySelector('h2')).toHaveTextContent('手順');
  expect(page.querySelectorAll('ol > li')).toHaveLength(2);
  expect(page.querySelector('strong')).toHaveTextContent('再起動');
  expect(page.querySelector('a')).toHaveAttribute('href', '/new');
  expect(page.querySelectorAll('td')).toHaveLength(2);
});

it.each([
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<iframe src="x"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<svg onload=alert(1)>',
  '<div style="position:fixed" onclick="alert(1)">x</div>',
  'text <b onmouseover=alert(1)>bold</b> text',
])('passes no HTML on: %s', (text) => {
  const page = shown(text);
  expect(page.querySelector('img, script, iframe, a, svg, b, [onclick], [style], [onmouseover]')).toBeNull();
});

it.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](//evil.example)',
  '[x](vbscript:x)',
])('leads to no script and to no hidden host: %s', (text) => {
  expect(shown(text).querySelector('a')).toBeNull();
});

it('opens other sites apart from this one', () => {
  const link = shown('[x](https://docs.example/a)').querySelector('a');
  expect(link).toHaveAttribute('href', 'https://docs.example/a');
  expect(link?.getAttribute('rel')).toContain('noopener');
});

it('shows files of the article by their names, and no outside picture', () => {
  expect(shown('![画面](<画面 1.png>)').querySelector('img')).toHaveAttribute(
    'src',
    '/api/v1/articles/KNO0000001/attachments/f1',
  );
  for (const outside of [
    '![x](https://evil.example/a.png)',
    '![x](/api/v1/users)',
    '![x](data:image/png;base64,AAAA)',
    '![x](other.png)',
  ]) {
    expect(shown(outside).querySelector('img')).toBeNull();
  }
});
