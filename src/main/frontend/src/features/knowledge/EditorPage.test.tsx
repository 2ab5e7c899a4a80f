import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';
import { NoticeProvider } from '@/shared/ui/Notice';

import { EditorPage } from './EditorPage';

const article = vi.hoisted(() => ({ read: {} as object }));
const rewrite = vi.hoisted(() => vi.fn());

vi.mock('@/shared/articles/articlesApi', () => ({
  useArticleQuery: () => ({ currentData: article.read, refetch: () => Promise.resolve() }),
  useRewriteArticleMutation: () => [rewrite, {}],
  useWriteArticleMutation: () => [vi.fn(), {}],
}));
vi.mock('@/shared/api/ticketApi', () => ({ useAttachMutation: () => [vi.fn()] }));
vi.mock('@/shared/articles/MarkdownText', () => ({ MarkdownText: () => null }));

const DRAFT = { audience: 'everybody', title_ja: 'VPN', body_ja: '手順', title_en: null, body_en: null };
const READ = { id: 'a', article_number: 'KB0000001', title: 'VPN', status: 'draft', draft: DRAFT, etag: '"1"' };

function page() {
  const router = createMemoryRouter([{ path: '/knowledge/:number/edit', element: <EditorPage /> }], {
    initialEntries: ['/knowledge/KB0000001/edit'],
  });
  return (
    <LanguageProvider initial="en">
      <NoticeProvider>
        <RouterProvider router={router} />
      </NoticeProvider>
    </LanguageProvider>
  );
}

beforeEach(() => {
  article.read = READ;
  rewrite.mockReset();
  rewrite.mockReturnValue({ unwrap: () => new Promise(() => undefined) });
});

describe('EditorPage', () => {
  it('keeps what is being typed when somebody publishes meanwhile, and says why it is not saved', async () => {
    const { rerender } = render(page());
    await userEvent.type(screen.getByLabelText(/^Text.*English|English.*text/i), 'Steps');
    article.read = { ...READ, status: 'published', draft: null, etag: '"2"' };
    rerender(page());
    expect(screen.getByDisplayValue('Steps')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(/moved this article on/);
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('sends what was typed alone, as others may write into the other fields', async () => {
    const { rerender } = render(page());
    await userEvent.type(screen.getByDisplayValue('手順'), '二');
    article.read = { ...READ, draft: { ...DRAFT, title_ja: 'VPN 2' }, etag: '"2"' };
    rerender(page());
    expect(screen.getByDisplayValue('VPN 2')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(rewrite).toHaveBeenCalledWith({ id: 'KB0000001', etag: '"2"', fields: { body_ja: '手順二' } });
  });
});
