// The forms of tasks: form-js knows English alone, so its own words and its calendar are said in Japanese here; the button
// below is called what it does; and what the server refuses stands at the field that it is about.

import { japanese, words } from './nagare-language.js';

const texts = {
  done: words('「{0}」が完了しました。', '{0}: done.'),
  voted: words('「{0}」に投票しました。投票期限までは、投票を変更できます。', 'You voted: {0}. You can change your vote until the voting deadline.'),
  unreachable: words('サーバーに接続できませんでした。もう一度送信してください。', 'The server could not be reached. Send the form again.')
};
const SHOWN_MILLIS = 8000;

/* What form-js says itself */

const own = {
  Select: '選択してください',
  Search: '検索',
  'Nothing found': '該当する項目はありません',
  'Field is required.': '入力してください。',
  'Date is required.': '日付を入力してください。',
  'Time is required.': '時刻を入力してください。',
  'Date and time are required.': '日付と時刻を入力してください。',
  'Date is incomplete.': '日付を入力してください。',
  'Time is incomplete.': '時刻を入力してください。',
  'Date is incomplete': '日付を入力してください。',
  'Time is incomplete': '時刻を入力してください。',
  'mm/dd/yyyy': '月/日/年',
  'hh:mm': '時:分',
  'hh:mm ---': '時:分'
};

const days = ['日', '月', '火', '水', '木', '金', '土'];
const months = Array.from({ length: 12 }, (_, month) => `${month + 1}月`);
const calendar = {
  weekdays: { shorthand: days, longhand: days.map(day => `${day}曜日`) },
  months: { shorthand: months, longhand: months },
  firstDayOfWeek: 0,
  yearAriaLabel: '年',
  monthAriaLabel: '月'
};

/** Only texts that the reader's language lacks are touched, so that watching for changes comes to rest. */
function translate(container) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const known = own[node.data.trim()];
    if (known && !node.parentElement.closest('textarea')) {
      node.data = known;
    }
  }
  container.querySelectorAll('input[placeholder]').forEach(input => {
    const known = own[input.placeholder];
    if (known) {
      input.placeholder = known;
    }
  });
  container.querySelectorAll('input').forEach(({ _flatpickr: picker }) => {
    if (picker && !picker.nagare) {
      picker.nagare = true;
      picker.set('locale', calendar);
    }
  });
}

/* The button below the form */

/** What the chosen action is called; the only one where there is one. */
function chosenAction(pane) {
  const field = fieldOf(pane, 'action');
  const chosen = (field || pane).querySelector('input[type=radio]:checked');
  const of = chosen && chosen.closest('label');
  return of ? of.textContent.trim() : '';
}

function nameButton(pane) {
  const button = pane.querySelector('.form-actions .btn-primary');
  const name = chosenAction(pane);
  if (button && name && button.textContent.trim() !== name) {
    button.textContent = name;
  }
}

/* Refusals */

function clear(pane) {
  pane.querySelectorAll('.nagare-refusal').forEach(node => node.remove());
  pane.querySelectorAll('.nagare-refused').forEach(node => node.classList.remove('nagare-refused'));
}

/** The field of that key. Its element's id ends in the key, or goes on behind it. */
const fieldOf = (pane, key) => {
  const input = key && pane.querySelector(`.fjs-container [id$="-${CSS.escape(key)}"], .fjs-container [id*="-${CSS.escape(key)}-"]`);
  return input && input.closest('.fjs-form-field');
};

function refusal(message) {
  const node = document.createElement('p');
  node.className = 'nagare-refusal';
  node.setAttribute('role', 'alert');
  node.textContent = message;
  return node;
}

function refuse(pane, message, details) {
  clear(pane);
  const elsewhere = [];
  let first = null;
  details.forEach(detail => {
    const field = fieldOf(pane, detail.field);
    if (field) {
      field.classList.add('nagare-refused');
      field.append(refusal(detail.message));
      first = first || field;
    } else if (detail.message) {
      elsewhere.push(detail.message);
    }
  });
  if (!first || elsewhere.length) {
    const general = refusal(elsewhere.length ? elsewhere.join('\n') : message);
    pane.querySelector('.form-actions').before(general);
    first = first || general;
  }
  first.scrollIntoView({ block: 'center' });
}

/* What becomes of a sent form */

let notifications = null;

const SUBMISSION = /\/task\/[^/]+\/submit-form$/;

function said(body) {
  try {
    const { variables = {} } = JSON.parse(body);
    return key => (variables[key] || {}).value;
  } catch (e) {
    return () => undefined;
  }
}

function answered(request, pane, action, vote) {
  if (request.status >= 200 && request.status < 300) {
    if (notifications) {
      const status = vote ? texts.voted.replace('{0}', vote) : texts.done.replace('{0}', action);
      notifications.addMessage({ status, type: 'success', duration: SHOWN_MILLIS });
    }
    return;
  }
  let body = {};
  try {
    body = JSON.parse(request.responseText) || {};
  } catch (e) {
    // not from the server
  }
  refuse(pane, body.message || texts.unreachable, body.details || []);
}

const { open, send } = XMLHttpRequest.prototype;

XMLHttpRequest.prototype.open = function (method, address, ...more) {
  this.nagareSubmission = SUBMISSION.test(String(address).split('?')[0]);
  return open.call(this, method, address, ...more);
};

XMLHttpRequest.prototype.send = function (body) {
  const pane = this.nagareSubmission && document.querySelector('.form-pane');
  if (pane) {
    const value = said(body);
    const action = chosenAction(pane);
    const field = value('action') === 'vote' ? fieldOf(pane, 'vote') : null;
    const shown = field && field.querySelector('.fjs-select-display, .fjs-input-group input');
    const vote = shown ? (shown.value || shown.textContent).trim() : '';
    clear(pane);
    this.addEventListener('loadend', () => answered(this, pane, action, vote));
  }
  return send.call(this, body);
};

if (window.angular) {
  window.angular.module('cam.commons.util').decorator('Notifications', [
    '$delegate',
    '$injector',
    ($delegate, $injector) => {
      notifications = $delegate;
      const { addError } = $delegate;
      // said at the form, not over its button
      $delegate.addError = function (error) {
        const failed = $injector.get('$translate').instant('COMPLETE_ERROR');
        return error.status === failed ? undefined : addError.call(this, error);
      };
      return $delegate;
    }
  ]);
}

new MutationObserver(() => {
  document.querySelectorAll('.form-pane').forEach(pane => {
    nameButton(pane);
    if (japanese) {
      pane.querySelectorAll('.fjs-container').forEach(translate);
    }
  });
}).observe(document.body, { childList: true, subtree: true, characterData: true });

document.addEventListener('change', event => {
  const pane = event.target.closest && event.target.closest('.form-pane');
  if (pane) {
    clear(pane);
    nameButton(pane);
  }
});
