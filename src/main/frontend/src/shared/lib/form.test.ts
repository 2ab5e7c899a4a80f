import { describe, expect, it } from 'vitest';

import type { Field } from '@/shared/api/model';

import { toField } from './localTime';
import { filled, initialOf, isAsked, isTooLong, isWrong, missing, shown } from './form';

const LABEL = { ja: '項目', en: 'Field' };
const REMOTE: Field = { key: 'remote', label: LABEL, type: 'checkbox', initial: true };
const TOOL: Field = {
  key: 'tool',
  label: LABEL,
  type: 'textfield',
  required: true,
  pattern: '[a-z]+',
  asked_when: [{ key: 'remote', is: true, values: ['true'] }],
};
const PLACE: Field = {
  key: 'place',
  label: LABEL,
  type: 'textfield',
  required: true,
  asked_when: [{ key: 'remote', is: false, values: ['true'] }],
};
const PARTS: Field = { key: 'parts', label: LABEL, type: 'checklist', required: true };
const FIELDS = [REMOTE, TOOL, PLACE, PARTS];

describe('a form of a model', () => {
  it('begins with what the model says', () => {
    expect(initialOf(FIELDS)).toEqual({ remote: true });
  });

  it('asks for what the other answers ask for', () => {
    expect(isAsked(TOOL, { remote: true })).toBe(true);
    expect(isAsked(TOOL, {})).toBe(false);
    expect(isAsked(PLACE, {})).toBe(true);
    expect(missing(FIELDS, { remote: true })).toEqual(['tool', 'parts']);
    expect(missing(FIELDS, { parts: ['fan'] })).toEqual(['place']);
  });

  it('shows again what was once sent, moments in local time', () => {
    const when: Field = { key: 'when', label: LABEL, type: 'datetime', required: false };
    const moment = new Date(2030, 0, 2, 9, 30).toISOString();
    expect(shown([...FIELDS, when], { tool: 'saw', when: moment, other: 1 })).toEqual({
      tool: 'saw',
      when: toField(moment),
    });
  });

  it('sends nothing that it did not ask for, and no for a box that nobody ticked', () => {
    expect(filled(FIELDS, { tool: 'vnc', place: '3F', parts: [] })).toEqual({ remote: false, place: '3F' });
  });

  it('compares with the pattern, whole', () => {
    expect(isWrong(TOOL, 'vnc')).toBe(false);
    expect(isWrong(TOOL, 'vnc 2')).toBe(true);
    expect(isWrong({ ...TOOL, pattern: '(' }, 'x')).toBe(false);
    expect(missing([TOOL], { remote: true, tool: 'VNC' })).toEqual(['tool']);
  });

  it('sends nothing that is longer than the server takes', () => {
    const short: Field = { ...PLACE, asked_when: [], max_length: 3 };
    expect(isTooLong(short, 'あいう')).toBe(false);
    expect(isTooLong(short, 'あいうえ')).toBe(true);
    expect(missing([short], { place: 'あいうえ' })).toEqual(['place']);
  });
});
