// Settings of Tasklist. This file takes the place of the one inside the engine's web application, because the
// application's own classes come before its libraries on the class path.

// The same choice as Tasklist's own: the browser's first language, without its region.
const language = ((navigator.languages && navigator.languages[0]) || navigator.language || '')
  .split('-')[0]
  .toLowerCase();
const words = (ja, en) => (language === 'ja' ? ja : en);

export default {
  app: {
    vendor: '流れ Nagare',
    name: words('タスク', 'Tasks')
  },

  // Browsers that speak neither language get English. Japanese falls back to itself: it lacks no text, and with a second
  // language the words for times ("3 days ago") would be those of whichever file arrives last.
  locales: {
    availableLocales: ['ja', 'en'],
    fallbackLocale: words('ja', 'en')
  },

  // Written with digits only, so that one format serves both languages.
  dateFormat: {
    normal: 'YYYY/MM/DD HH:mm',
    long: 'YYYY/MM/DD HH:mm:ss',
    short: 'YYYY/MM/DD',
    abbr: 'YYYY/MM/DD HH:mm'
  },

  disableWelcomeMessage: true,

  // A comment written on a task stays visible with the process when the task is gone.
  assignProcessInstanceIdToTaskComment: true,

  customScripts: ['scripts/nagare-ticket.js', 'scripts/nagare-calendar.js', 'scripts/nagare-sign-in.js'],

  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: words('選択中のタスクを引き受ける', 'claims the selected task')
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: words('一覧の最初のフィルターに移る', 'moves to the first filter in the list')
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: words('一覧の最初のタスクに移る', 'moves to the first task in the list')
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: words('タスクのフォームの最初の入力欄に移る', 'moves to the first field of the task form')
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: words('プロセスの開始画面を開く', 'opens the dialogue that starts a process')
    }
  }
};
