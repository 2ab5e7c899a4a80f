import { expect, it } from 'vitest';

import { numbersIn, presentIn } from './LiveUpdates';

it('finds the ticket that an event tells of', () => {
  expect(numbersIn('{"type":"incident_updated","payload":{"incident_number":"INC0000001"}}')).toEqual(['INC0000001']);
  expect(numbersIn('{"type":"sla_breached","payload":{"change_number":"CHG0000002"}}')).toEqual(['CHG0000002']);
  expect(numbersIn('{"type":"reset"}')).toEqual([]);
});

it('finds who is at a ticket', () => {
  const event = '{"type":"presence","payload":{"incident_number":"INC0000001","people":[{"id":"a","mode":"writing"}]}}';
  expect(presentIn(event)).toEqual([{ id: 'a', mode: 'writing' }]);
  expect(presentIn('{"type":"presence","payload":{"incident_number":"INC0000001"}}')).toEqual([]);
});
