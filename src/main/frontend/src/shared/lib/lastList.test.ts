import { expect, it } from 'vitest';

import { cameFrom, rememberList, rememberPlace } from './lastList';

const QUEUE = { address: '/queue?view=open', kind: 'incidents', params: { view: 'open' } } as const;

it('leads back to where somebody came from, and to neighbours only in the list he saw there', () => {
  expect(cameFrom()).toEqual({ address: '/', list: null });
  rememberPlace('/queue', '?view=open');
  rememberList(QUEUE);
  rememberPlace('/tickets/INC0000001', '');
  expect(cameFrom()).toEqual({ address: '/queue?view=open', list: QUEUE });
  rememberPlace('/search', '?q=VPN');
  rememberPlace('/tickets/INC0000002', '');
  rememberPlace('/changes/CHG0000001/plan', '');
  rememberPlace('/new/incident', '');
  rememberPlace('/catalogue/system-access', '');
  expect(cameFrom()).toEqual({ address: '/search?q=VPN', list: null });
  rememberPlace('/knowledge/KNO0000001', '');
  rememberPlace('/knowledge/KNO0000001/edit', '');
  expect(cameFrom().address).toBe('/knowledge/KNO0000001');
});
