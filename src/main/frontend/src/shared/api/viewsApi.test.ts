import { expect, it } from 'vitest';

import { addressOf, filterOf } from './viewsApi';

it('keeps what narrows a list, and leads back to it', () => {
  const asked = { limit: '50', view: 'open', sort: 'due_at', priority: 'high', q: '会議室 A+B' };
  const filter = filterOf(asked);
  expect(filter).toBe(`view=open&priority=high&q=${encodeURIComponent('会議室 A+B')}`);
  const params = new URLSearchParams(
    addressOf({ id: 'v', kind: 'problems', filter, columns: ['device', 'site'], sort: 'due_at' }).split('?')[1],
  );
  expect(Object.fromEntries(params)).toEqual({
    view: 'open',
    priority: 'high',
    q: '会議室 A+B',
    kind: 'problems',
    sort: 'due_at',
    columns: 'device,site',
    saved: 'v',
  });
});
