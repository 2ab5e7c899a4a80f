// What Tasklist's page offers and when it looks again: no tabs without anything to read, the page follows what others do
// to tickets, and on a phone it goes to the task that was chosen.

import { ticketApi } from './nagare-language.js';

// The engine keeps no history of its own for readers, and what a model says of a step is written for its owner.
const TABS_LEFT_OUT = ['task-detail-history', 'task-detail-description'];
const TICKETS = ['incident', 'problem', 'change', 'request'];
const WHAT = ['created', 'updated', 'note_added', 'task_assigned'];
const EVENTS = [...TICKETS.flatMap(kind => WHAT.map(what => `${kind}_${what}`)), 'sla_breach_warning', 'sla_breached'];
const TOGETHER_MILLIS = 500;
const GROWING_MILLIS = 1000;
const LOADING_MILLIS = 20000;
const PHONE = '(max-width: 767px)';

// The server then says names in the reader's language; programs read what is kept.
const ENGINE = /\/api\/engine\//;
const { open, send } = XMLHttpRequest.prototype;

XMLHttpRequest.prototype.open = function (method, address, ...more) {
  this.nagarePage = ENGINE.test(address);
  return open.call(this, method, address, ...more);
};

XMLHttpRequest.prototype.send = function (body) {
  if (this.nagarePage) {
    this.setRequestHeader('X-Nagare-Page', 'tasklist');
  }
  return send.call(this, body);
};

/** Told of the numbers of tickets that somebody changed. */
export const changes = new EventTarget();

if (window.angular) {
  window.angular.module('webapps.plugin').decorator('Views', [
    '$delegate',
    $delegate => {
      const { getProviders } = $delegate;
      $delegate.getProviders = (...of) => getProviders.apply($delegate, of).filter(({ id }) => !TABS_LEFT_OUT.includes(id));
      return $delegate;
    }
  ]);

  window.angular.module('cam.tasklist.tasklist').run([
    '$rootScope',
    '$location',
    ($rootScope, $location) => {
      follow($rootScope);
      let shown = null;
      $rootScope.$watch(
        () => $location.search().task,
        task => {
          if (task && task !== shown && shown !== null && matchMedia(PHONE).matches) {
            setTimeout(goToTask, 100);
          }
          shown = task || '';
        }
      );
    }
  ]);
}

/** It grows until its form is there; whoever touches the page leads it from there. */
function goToTask() {
  const task = document.querySelector('[cam-tasklist-task]');
  const begun = Date.now();
  let formSince = null;
  const left = new AbortController();
  ['touchstart', 'pointerdown', 'wheel', 'keydown'].forEach(what =>
    window.addEventListener(what, () => left.abort(), { signal: left.signal, passive: true })
  );
  const go = () => {
    if (task && !left.signal.aborted) {
      task.scrollIntoView({ block: 'start' });
      const now = Date.now();
      formSince = formSince || (task.querySelector('.fjs-container') && now);
      if (formSince ? now < formSince + GROWING_MILLIS : now < begun + LOADING_MILLIS) {
        setTimeout(go, 100);
      } else {
        left.abort();
      }
    }
  };
  go();
}

/** Reads list, task and ticket anew when somebody else moved a ticket. */
function follow($rootScope) {
  let source = null;
  let timer = null;
  const touched = new Set();
  const tell = () => {
    timer = null;
    const numbers = [...touched];
    touched.clear();
    changes.dispatchEvent(new CustomEvent('tickets', { detail: numbers }));
    const list = document.querySelector('[tasklist-data="tasklistData"]');
    const { tasklistData } = (list && window.angular.element(list).scope()) || {};
    if (tasklistData) {
      $rootScope.$evalAsync(() => ['taskList', 'task'].forEach(what => tasklistData.changed(what)));
    }
  };
  const listen = () => {
    source = new EventSource(`${ticketApi()}/events`);
    EVENTS.forEach(type =>
      source.addEventListener(type, ({ data }) => {
        const { payload = {} } = JSON.parse(data);
        TICKETS.map(kind => payload[`${kind}_number`])
          .filter(Boolean)
          .forEach(number => touched.add(number));
        timer = timer || setTimeout(tell, TOGETHER_MILLIS);
      })
    );
    source.addEventListener('closed', () => source.close());
  };
  $rootScope.$on('authentication.changed', (event, authentication) => {
    if (source) {
      source.close();
      source = null;
    }
    if (authentication) {
      listen();
    }
  });
  if ($rootScope.authentication) {
    listen();
  }
}
