// Settings of Tasklist. This file takes the place of the one inside the engine's web application, because the
// application's own classes come before its libraries on the class path.

import { applications, words } from './nagare-language.js';

const SETTINGS = 'camunda-web';

/**
 * Puts the texts where Tasklist looks for them first, before it starts. It asks for them itself only while it draws, and
 * on a slow line what was drawn before they came kept the names of the texts instead.
 */
async function loadTexts(language) {
  const folder = `${applications()}/app/tasklist/locales/`;
  try {
    const answer = await fetch(`${folder}${language}.json?bust=${window.bust}`);
    if (answer.ok) {
      const settings = JSON.parse(localStorage.getItem(SETTINGS) || '{}');
      settings[`${folder}_locales_data_${language}_${window.bust}`] = await answer.text();
      localStorage.setItem(SETTINGS, JSON.stringify(settings));
    }
  } catch (e) {
    // Tasklist asks again
    console.warn(e);
  }
}

/** What is due soonest stands first, until somebody sorts otherwise. Tasklist's own order is in its address alone. */
function sortByDue() {
  const [path, query = ''] = location.hash.replace(/^#/, '').split('?');
  const parameters = new URLSearchParams(query);
  if (!parameters.has('sorting')) {
    parameters.set('sorting', JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }]));
    history.replaceState(history.state, '', `#${path || '/'}?${parameters}`);
  }
}

await loadTexts(words('ja', 'en'));
sortByDue();

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

  customScripts: [
    'scripts/nagare-ticket.js',
    'scripts/nagare-forms.js',
    'scripts/nagare-page.js',
    'scripts/nagare-calendar.js',
    'scripts/nagare-sign-in.js'
  ],

  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: words('選択中のタスクを自分に割り当て', 'assigns the selected task to you')
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: words('最初のビューに移る', 'moves to the first view')
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
