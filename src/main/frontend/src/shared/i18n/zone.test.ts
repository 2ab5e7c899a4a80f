import { afterEach, expect, it } from 'vitest';

import { currentZone, instantOf, instantOfDay, shortZone, tellTimesIn, wallTime } from './zone';

afterEach(() => tellTimesIn('Asia/Tokyo'));

it('tells and takes times in the zone of the reader', () => {
  expect(wallTime(Date.parse('2028-01-05T05:30:00Z'))).toBe('2028-01-05T14:30');
  expect(instantOf('2028-01-05T14:30')).toBe(Date.parse('2028-01-05T05:30:00Z'));
  tellTimesIn('Europe/Berlin');
  expect(wallTime(Date.parse('2028-01-05T05:30:00Z'))).toBe('2028-01-05T06:30');
  expect(instantOfDay('2028-07-01')).toBe(Date.parse('2028-06-30T22:00:00Z'));
});

it('knows when clocks are changed', () => {
  tellTimesIn('Europe/Berlin');
  expect(instantOf('2028-03-26T01:30')).toBe(Date.parse('2028-03-26T00:30:00Z'));
  expect(instantOf('2028-03-26T03:30')).toBe(Date.parse('2028-03-26T01:30:00Z'));
  expect(instantOf('2028-10-29T12:00')).toBe(Date.parse('2028-10-29T11:00:00Z'));
});

it('stays in its zone where there is no such zone', () => {
  tellTimesIn('Mars/Olympus');
  tellTimesIn(null);
  expect(currentZone()).toBe('Asia/Tokyo');
});

it('calls a zone as its readers do', () => {
  expect(shortZone('Asia/Tokyo')).toBe('JST');
  expect(shortZone('Europe/Berlin', new Date('2028-01-05T00:00:00Z'))).toBe('CET');
  expect(shortZone('Europe/Berlin', new Date('2028-07-05T00:00:00Z'))).toBe('CEST');
  expect(shortZone('Asia/Singapore')).toBe('GMT+8');
  expect(shortZone('Mars/Olympus')).toBe('Mars/Olympus');
});
