import { KIND_NAMES } from '@/shared/i18n/kindNames';
import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    rules: '保存期間',
    rulesHint:
      '終了してから保存期間を過ぎたチケットは、毎晩、ノート・添付ファイル・履歴とともに削除され、元に戻せません。未完了のチケットに関連付いたものと、法的保留のものは残ります。監査ログには番号が残り、集計済みの指標は変わりません。',
    kind: '種類',
    kinds: KIND_NAMES.ja,
    kept: '終了後の保存期間',
    forEver: '無期限',
    days: (days: string) => `${days}日`,
    daysKept: '終了後の日数（90日以上、空欄は無期限）',
    holds: '法的保留',
    holdsHint: '法的保留にしたチケットは、保存期間を過ぎても削除されません。',
    ticket: 'チケット番号',
    reason: '理由',
    heldBy: '法的保留の設定者',
    heldAt: '法的保留の設定日時',
  },
  en: {
    rules: 'Retention',
    rulesHint:
      'Each night, tickets that ended longer ago than this are deleted with their notes, attachments and history. They can’t be brought back. Tickets linked to an open one, and those on legal hold, stay. The audit log keeps their number, and reported figures don’t change.',
    kind: 'Type',
    kinds: KIND_NAMES.en,
    kept: 'Kept after the end',
    forEver: 'Forever',
    days: (days: string) => `${days} days`,
    daysKept: 'Days after the end (at least 90; empty for ever)',
    holds: 'Legal holds',
    holdsHint: 'A ticket on legal hold is not deleted when its retention ends.',
    ticket: 'Ticket number',
    reason: 'Reason',
    heldBy: 'Held by',
    heldAt: 'Held since',
  },
});
