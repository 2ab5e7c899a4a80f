// What Tasklist's page offers and when it looks again: no tabs without anything to read, the page follows what others do
// to tickets, and on a phone it goes to the task that was chosen.

import { ticketApi } from './nagare-language.js';

// The engine keeps no history of its own for readers, and what a model says of a step is written for its owner.
const TABS_LEFT_OUT = ['task-detail-history', 'task-detail-description'];
export const TICKETS = ['incident', 'problem', 'change', 'request', 'task'];
const WHAT = ['created', 'updated', 'note_added', 'task_assigned'];
const EVENTS = [...TICKETS.flatMap(kind => WHAT.map(what => `${kind}_${what}`)), 'sla_breach_warning', 'sla_breached'];
const TOGETHER_MILLIS = 500;
const GROWING_MILLIS = 1000;
const LOADING_MILLIS = 20000;
const FIRST_WAIT_MILLIS = 2000;
const LONGEST_WAIT_MILLIS = 60000;
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

/** Told of the numbers of tickets that somebody changed; of null where it may be any. */
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

/**
 * Hears what happens until it is given up: the function that is returned does so. A line that breaks is taken up by the
 * browser, which tells the server what it heard last. One that the browser gives up is made anew after a while; then
 * nobody knows what was missed.
 */
export function keepLine(address, { onLine, onGap }) {
  let source = null;
  let timer = null;
  let failures = 0;
  let missed = false;
  const again = atLeast => {
    source.close();
    const wait = Math.min(Math.max(FIRST_WAIT_MILLIS * 2 ** failures, atLeast), LONGEST_WAIT_MILLIS);
    failures += 1;
    missed = true;
    clearTimeout(timer);
    // not all at the same moment
    timer = setTimeout(open, wait * (0.75 + Math.random() / 2));
  };
  const open = () => {
    source = new EventSource(address);
    onLine(source);
    source.addEventListener('open', () => {
      failures = 0;
      if (missed) {
        missed = false;
        onGap();
      }
    });
    source.addEventListener('error', () => source.readyState === EventSource.CLOSED && again(0));
    source.addEventListener('closed', ({ data }) => {
      const { reason } = JSON.parse(data).payload || {};
      if (reason === 'signed_out') {
        source.close();
      } else if (reason === 'replaced') {
        // the person has too many lines: each that comes at once takes the place of another
        again(LONGEST_WAIT_MILLIS);
      }
      // else the server ends the line, and the browser takes it up again
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** Reads list, task and ticket anew when somebody else moved a ticket. */
function follow($rootScope) {
  let giveUp = null;
  let timer = null;
  const touched = new Set();
  const tell = numbers => {
    touched.clear();
    changes.dispatchEvent(new CustomEvent('tickets', { detail: numbers }));
    const list = document.querySelector('[tasklist-data="tasklistData"]');
    const { tasklistData } = (list && window.angular.element(list).scope()) || {};
    if (tasklistData) {
      $rootScope.$evalAsync(() => ['taskList', 'task'].forEach(what => tasklistData.changed(what)));
    }
  };
  const tellTouched = () => {
    timer = null;
    tell([...touched]);
  };
  const onGap = () => tell(null);
  const onLine = source => {
    EVENTS.forEach(type =>
      source.addEventListener(type, ({ data }) => {
        const { payload = {} } = JSON.parse(data);
        TICKETS.map(kind => payload[`${kind}_number`])
          .filter(Boolean)
          .forEach(number => touched.add(number));
        timer = timer || setTimeout(tellTouched, TOGETHER_MILLIS);
      })
    );
    source.addEventListener('reset', onGap);
  };
  const listen = () => {
    giveUp = keepLine(`${ticketApi()}/events`, { onLine, onGap });
  };
  $rootScope.$on('authentication.changed', (event, authentication) => {
    if (giveUp) {
      giveUp();
      giveUp = null;
    }
    if (authentication) {
      listen();
    }
  });
  if ($rootScope.authentication) {
    listen();
  }
}
