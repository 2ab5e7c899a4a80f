import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { LanguageProvider, useLanguage } from './LanguageProvider';

function English() {
  const { choose } = useLanguage();
  return <button onClick={() => choose('en')}>English</button>;
}

it('is installed in the language that it speaks', async () => {
  document.head.innerHTML = '<link rel="manifest" href="/manifest.webmanifest">';
  const installed = () => document.querySelector('link[rel=manifest]')?.getAttribute('href');
  render(
    <LanguageProvider initial="ja">
      <English />
    </LanguageProvider>,
  );
  expect(installed()).toBe('/manifest.webmanifest');
  await userEvent.click(screen.getByRole('button'));
  expect(installed()).toBe('/manifest.en.webmanifest');
});
