import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    editPlan: '計画を編集',
    toCab: '投票ページを開く',
    runSheet: '実施手順',
    review: '実施後レビュー',
    outcome: '結果',
    rejection: '却下の理由',
    left: (duration: string) => `あと${duration}`,
    past: '切り戻しはできません',
    outcomes: {
      successful: '成功',
      successful_with_issues: '成功（課題あり）',
      backed_out: '切り戻し',
      failed: '失敗',
      not_implemented: '未実施',
    },
  },
  en: {
    editPlan: 'Edit plan',
    toCab: 'Open voting page',
    runSheet: 'Run sheet',
    review: 'Post-implementation review',
    outcome: 'Outcome',
    rejection: 'Reason for rejection',
    left: (duration: string) => `${duration} left`,
    past: 'Can’t be backed out any more',
    outcomes: {
      successful: 'Successful',
      successful_with_issues: 'Successful with issues',
      backed_out: 'Backed out',
      failed: 'Failed',
      not_implemented: 'Not implemented',
    },
  },
});
