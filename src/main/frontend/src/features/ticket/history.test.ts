import { describe, expect, it } from 'vitest';

import { statusWord, word } from '@/shared/i18n/words';

import { sentence, told } from './history';

const PERSON = '0190a1b2-0000-7000-8000-000000000001';
const NOBODY = '0190a1b2-0000-7000-8000-00000000000f';

const answers = {
  name: (key: string) => (key === 'level' ? '権限' : key.replaceAll('_', ' ')),
  value: (key: string, value: string) => (key === 'level' && value === 'write' ? '更新' : value),
};

function say(
  field_name: string,
  old_value?: string,
  new_value?: string,
  language: 'ja' | 'en' = 'ja',
  kind = 'change',
) {
  return sentence(
    { id: '1', changed_at: '2028-01-05T01:00:00Z', field_name, old_value, new_value },
    {
      kind,
      language,
      names: new Map([[PERSON, '佐藤 健']]),
      statusWord,
      priorityWord: (value) => word('priority', value, language),
      answers,
    },
  );
}

describe('the history in words', () => {
  it('says fields and values in the language of the reader', () => {
    expect(say('known_error', 'false', 'true')).toBe('既知のエラー：はい');
    expect(say('known_error', 'false', 'true', 'en')).toBe('Known error: Yes');
    expect(say('status', 'new', 'duplicate', 'ja', 'problem')).toBe('ステータス：新規 → 重複');
    expect(say('major_state', 'proposed', 'accepted', 'ja')).toBe('重大インシデント：提案中 → 承認');
    expect(say('outcome', undefined, 'backed_out', 'en')).toBe('Outcome: Backed out');
    expect(say('vote', undefined, 'abstain')).toBe('投票：棄権');
    expect(say('priority_override', undefined, 'critical', 'en')).toBe('Changed priority: Critical');
  });

  it('has sentences where a field and a value do not make one', () => {
    expect(say('plan_fixed', 'false', 'true')).toBe('変更計画を確定');
    expect(say('plan_fixed', 'true', 'false', 'en')).toBe('Change plan open for editing again');
    expect(say('tasks', undefined, '疎通の確認')).toBe('作業を完了：疎通の確認');
  });

  it('names people, and says times in the zone of the desk', () => {
    expect(say('authorised_by', '[]', `[${PERSON}]`)).toBe('承認者：佐藤 健');
    expect(say('authorised_by', `[${PERSON}]`, '[]')).toBe('承認者を解除');
    expect(say('authorised_by', '[]', `[${NOBODY}]`)).toBe('承認者を変更');
    expect(say('assignee_id', PERSON, NOBODY)).toBe('担当者を変更');
    expect(say('planned_start', undefined, '2031-01-11T13:00:00Z', 'en')).toBe('Planned start: 11 Jan 2031, 22:00');
    expect(say('risk_review_date', undefined, '2031-01-11', 'en')).toBe('Review date: 11 Jan 2031');
  });

  it('calls what a form keeps as the form does', () => {
    expect(say('level', undefined, 'write', 'ja', 'request')).toBe('権限：更新');
  });

  it('stays readable where a field has no words here', () => {
    expect(say('cost_centre', undefined, 'tokyo', 'en')).toBe('cost centre: tokyo');
    expect(say('review', undefined, 'x'.repeat(80))).toBe('実施後レビューを変更');
  });

  it('does not tell what goes along with something else', () => {
    const change = (field_name: string) => ({ id: field_name, changed_at: '2028-01-05T01:00:00Z', field_name });
    expect(told(['resolved_at', 'status', 'reopen_count'].map(change)).map(({ id }) => id)).toEqual(['status']);
  });
});
