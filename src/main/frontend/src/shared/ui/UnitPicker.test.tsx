import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { draw } from '@/shared/testing';

import { UnitPicker } from './UnitPicker';

const UNITS = Array.from({ length: 2_000 }, (_, nth) => ({ id: `u${nth}`, name: `部署${nth}`, is_active: true }));

it('finds one of very many without drawing them all, and asks for them at once', async () => {
  const onChange = vi.fn();
  const { calls } = draw(<UnitPicker kind="departments" label="部署" value="u7" onChange={onChange} />, {
    answer: ({ path }) => {
      const at = Number(new URLSearchParams(path.split('?')[1]).get('page'));
      const pagination = { total_items: UNITS.length, has_next: at < 20 };
      return path.startsWith('/departments')
        ? { body: { data: UNITS.slice(100 * (at - 1), 100 * at), pagination } }
        : undefined;
    },
  });
  await waitFor(() => expect(screen.getByRole('combobox')).toHaveValue('部署7'));
  expect(calls.filter(({ path }) => path.startsWith('/departments'))).toHaveLength(20);
  await userEvent.click(screen.getByRole('combobox'));
  expect(screen.getAllByRole('option').length).toBeLessThanOrEqual(100);
  await userEvent.clear(screen.getByRole('combobox'));
  await userEvent.type(screen.getByRole('combobox'), '1999');
  await userEvent.click(await screen.findByRole('option', { name: '部署1999' }));
  expect(onChange).toHaveBeenLastCalledWith('u1999');
});
