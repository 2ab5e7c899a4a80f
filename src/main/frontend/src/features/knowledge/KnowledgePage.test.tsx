import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';

import { KnowledgePage } from './KnowledgePage';

const NOTHING = { items: [], total: 0, more: false, hasNext: false };
const KNOWN = [{ id: 'p', problem_number: 'PRB0000007', title: 'VPN drops', workaround: 'Sign in again' }];

const permissions = vi.hoisted(() => ({ mine: [] as string[] }));
const known = vi.hoisted(() => vi.fn());

vi.mock('@/shared/api/profile', () => ({
  useMe: () => ({}),
  may: (_: unknown, permission: string) => permissions.mine.includes(permission),
}));
vi.mock('@/shared/articles/articlesApi', () => ({
  useArticlesQuery: () => ({ data: NOTHING }),
  useFindArticlesQuery: () => ({ data: NOTHING }),
  useTitleOf: () => () => '',
}));
vi.mock('@/shared/api/ticketApi', () => ({ useKnownErrorsQuery: known }));

function show(address: string) {
  render(
    <LanguageProvider initial="en">
      <MemoryRouter initialEntries={[address]}>
        <KnowledgePage />
      </MemoryRouter>
    </LanguageProvider>,
  );
}

beforeEach(() => {
  permissions.mine = ['knowledge:read'];
  known.mockImplementation((asked: unknown) => ({ currentData: typeof asked === 'object' ? KNOWN : undefined }));
});

describe('KnowledgePage', () => {
  it('offers known errors for the words, without the problem to who may not read it', () => {
    show('/knowledge?q=vpn');
    expect(known).toHaveBeenCalledWith({ q: 'vpn' });
    expect(screen.getByRole('region', { name: 'Known errors' })).toHaveTextContent('Sign in again');
    expect(screen.queryByRole('link', { name: 'VPN drops' })).not.toBeInTheDocument();
    expect(screen.queryByText(/No articles/)).not.toBeInTheDocument();
  });

  it('asks for none without words, nor for who reads no knowledge', () => {
    show('/knowledge');
    expect(screen.queryByRole('region', { name: 'Known errors' })).not.toBeInTheDocument();
    permissions.mine = [];
    show('/knowledge?q=vpn');
    expect(screen.queryByRole('region', { name: 'Known errors' })).not.toBeInTheDocument();
  });
});
