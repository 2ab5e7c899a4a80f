import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    name: '名前',
    shareWith: '共有するチーム',
    save: '保存',
    templates: {
      title: 'テンプレート',
      none: 'テンプレートはまだありません',
      keep: '入力内容をテンプレートに保存',
      edit: 'テンプレートを編集',
    },
    kept: (name: string) => `テンプレート「${name}」を保存しました。`,
  },
  en: {
    name: 'Name',
    shareWith: 'Share with team',
    save: 'Save',
    templates: {
      title: 'Templates',
      none: 'There are no templates yet',
      keep: 'Save what is entered as a template',
      edit: 'Edit templates',
    },
    kept: (name: string) => `Template “${name}” saved.`,
  },
});
