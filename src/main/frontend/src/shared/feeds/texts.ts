import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    feedName: '名前',
    feedAdd: 'アドレスを作成',
    feedOnce: 'このアドレスは今だけ表示されます。コピーして保存してください。',
    feedNone: '購読用のアドレスはまだありません。',
    copy: 'コピー',
    copied: 'コピーしました。',
    remove: (name: string) => `${name}を削除`,
  },
  en: {
    feedName: 'Name',
    feedAdd: 'Create address',
    feedOnce: 'The address is shown only now. Copy and keep it.',
    feedNone: 'You have no address yet.',
    copy: 'Copy',
    copied: 'Copied.',
    remove: (name: string) => `Delete ${name}`,
  },
});
