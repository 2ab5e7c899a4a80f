// A tab of Tasklist: the ticket behind the selected task, and what else may be done to it now.
//
// The task's own actions stand in its form. The others (cancel, reclassify, ...) are read from the running process by
// the API and drawn here from what it answers, so that an action added to a model appears by itself. Everything that
// comes from a server is written as text, never as markup.

import { japanese, label, ticketApi } from './nagare-language.js';
import { changes, TICKETS } from './nagare-page.js';

const texts = {
  ticket: ['チケット', 'Ticket'],
  loading: ['読み込み中…', 'Loading…'],
  noTicket: ['このタスクに対応するチケットはありません。', 'There is no ticket behind this task.'],
  failed: ['読み込めませんでした。', 'This could not be loaded.'],
  unreachable: ['サーバーに接続できませんでした。', 'The server could not be reached.'],
  retry: ['再読み込み', 'Reload'],
  status: ['ステータス', 'Status'],
  priority: ['優先度', 'Priority'],
  responseDue: ['応答期限', 'Response due'],
  resolutionDue: ['解決期限', 'Resolution due'],
  overdue: ['超過', 'overdue'],
  reporter: ['報告者', 'Reporter'],
  requester: ['申請者', 'Requester'],
  team: ['担当チーム', 'Team'],
  assignee: ['担当者', 'Assignee'],
  category: ['カテゴリ', 'Category'],
  ci: ['構成アイテム', 'Configuration items'],
  holdReason: ['保留理由', 'Hold reason'],
  risk: ['リスク', 'Risk'],
  window: ['実施期間', 'Change window'],
  major: ['重大インシデント', 'Major incident'],
  attachments: ['添付ファイル', 'Attachments'],
  links: ['関連付け', 'Links'],
  description: ['説明', 'Description'],
  notes: ['作業ノート', 'Work notes'],
  noNotes: ['まだノートはありません。', 'No notes yet.'],
  publicNote: ['公開', 'public'],
  internalNote: ['内部', 'internal'],
  actions: ['このチケットへの操作', 'Actions on this ticket'],
  cancel: ['キャンセル', 'Cancel'],
  done: ['「{0}」が完了しました。', '{0}: done.'],
  required: ['必須', 'required'],
  inPortal: ['この操作の入力はポータルで行います。', 'Fill this in on the portal.'],
  open: ['ポータルで開く', 'Open in the portal']
};

// What the words of the shipped models are called. A word that a process owner adds is shown as it is written.
const priorities = {
  critical: ['緊急', 'Critical'],
  high: ['高', 'High'],
  medium: ['中', 'Medium'],
  low: ['低', 'Low']
};

const holdReasons = {
  awaiting_caller: ['報告者の回答待ち', 'Awaiting reporter'],
  awaiting_vendor: ['ベンダー待ち', 'Awaiting vendor'],
  awaiting_problem: ['問題の解決待ち', 'Awaiting problem'],
  awaiting_change: ['変更の完了待ち', 'Awaiting change']
};

const linkWords = {
  child_of: ['親インシデント', 'Parent incident'],
  duplicate_of: ['重複元', 'Duplicate of'],
  caused_by: ['原因', 'Caused by'],
  follows: ['先行', 'Follows'],
  related_to: ['関連', 'Related to']
};

const linkWordsBack = {
  child_of: ['子インシデント', 'Child incident'],
  duplicate_of: ['重複', 'Duplicate'],
  caused_by: ['結果', 'Caused'],
  follows: ['後続', 'Followed by'],
  related_to: ['関連', 'Related to']
};

// Shown where there is one; of the others a dash says that there is none.
const OPTIONAL = ['holdReason', 'risk', 'window', 'category', 'ci'];
const NOTES_SHOWN = 5;
const PARENTS_FOLLOWED = 5;
/** What somebody asks for rather than reports. */
const REQUESTED = ['change', 'request'];
const FINISHED = ['resolved', 'closed', 'cancelled'];

const text = (key, ...values) =>
  values.reduce((result, value, i) => result.replace(`{${i}}`, value), texts[key][japanese ? 0 : 1]);

const known = (table, value) => Object.prototype.hasOwnProperty.call(table, value);

const word = (table, value) => (known(table, value) ? table[value][japanese ? 0 : 1] : (value || '').replace(/_/g, ' '));

// What statuses are called, as the models in force have it. Asked for once.
let statusLists;

async function lookUpStatuses() {
  if (!statusLists) {
    statusLists = (await request(`${ticketApi()}/words`).catch(() => null) || { data: null }).data;
  }
}

function status(value, kind) {
  const found = [`statuses.${kind}`, 'statuses']
    .flatMap(list => (statusLists && statusLists[list]) || [])
    .find(one => one.value === value);
  return found ? label(found.label) : (value || '').replace(/_/g, ' ');
}

function person(user) {
  if (!user || typeof user !== 'object') {
    return user || '';
  }
  const names = japanese ? [user.last_name, user.first_name] : [user.first_name, user.last_name];
  return user.display_name || user.name || names.filter(Boolean).join(' ') || user.username || '';
}

// Times are told, and taken, in the zone of whoever is signed in, as in the portal; in the browser's until it is known.
let zone;

export async function lookUpZone() {
  if (!zone) {
    const wanted = (await request(`${ticketApi()}/auth/profile`).catch(() => null) || { data: {} }).data.time_zone;
    try {
      zone = new Intl.DateTimeFormat('en', { timeZone: wanted || undefined }).resolvedOptions().timeZone;
    } catch (e) {
      // a zone that this browser does not know
    }
  }
}

/** The parts of an instant as clocks show them, by name; the hour counts from 00 to 23. */
function partsOf(at) {
  const format = new Intl.DateTimeFormat(japanese ? 'ja' : 'en', {
    timeZone: zone,
    year: 'numeric',
    month: japanese ? '2-digit' : 'short',
    day: japanese ? '2-digit' : 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** 2028/01/05（水）14:30, or 5 Jan 2028, 14:30. */
export function time(value) {
  const at = value ? new Date(value) : null;
  if (!at || isNaN(at)) {
    return '';
  }
  const { year, month, day, weekday, hour, minute } = partsOf(at);
  const two = number => number.padStart(2, '0');
  const clock = `${two(hour)}:${two(minute)}`;
  return japanese ? `${year}/${two(month)}/${two(day)}（${weekday}）${clock}` : `${day} ${month} ${year}, ${clock}`;
}

/** What clocks show at an instant: 2028-01-05T14:30. */
const wallTime = at =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T');

/** The instant at which clocks show this time. */
export function instantOf(shownTime) {
  const shown = Date.parse(`${shownTime.slice(0, 16)}:00Z`);
  const apart = at => Date.parse(`${wallTime(at)}:00Z`) - at;
  const first = shown - apart(shown);
  // Where the clocks are changed in between, the second look is right.
  return new Date(shown - apart(first)).toISOString();
}

/** The ticket in the portal, which knows every number. */
const portal = number => `${ticketApi().replace(/\/api\/v1$/, '')}/tickets/${encodeURIComponent(number)}`;

/** An element with properties and children; strings become text. */
function element(tag, properties, ...children) {
  const node = document.createElement(tag);
  Object.entries(properties || {}).forEach(([name, value]) => {
    if (name.includes('-') || name === 'role') {
      node.setAttribute(name, value);
    } else {
      node[name] = value;
    }
  });
  node.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}

function cookie(name) {
  const found = document.cookie.split('; ').find(entry => entry.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

/** The answer was not the one wanted; carries what the API says about it. */
class Refused extends Error {
  constructor(response, body) {
    const error = (body && body.error) || {};
    super(error.message || (body && body.message) || `${text('failed')} (${response.status})`);
    this.status = response.status;
    this.details = error.details || [];
  }
}

async function request(url, options) {
  let response;
  try {
    response = await fetch(url, {
      credentials: 'same-origin',
      ...options,
      headers: { Accept: 'application/json', 'Accept-Language': japanese ? 'ja' : 'en', ...(options || {}).headers }
    });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Error(text('unreachable'));
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Refused(response, body);
  }
  return body;
}

/** The answer, or null where there is no such thing: none of that id, or nothing that could have such an id. */
async function requestIfThere(url, options) {
  try {
    return await request(url, options);
  } catch (e) {
    if (e instanceof Refused && [400, 404].includes(e.status)) {
      return null;
    }
    throw e;
  }
}

/** The business key is the ticket's id. A called process may carry none; then its caller does. */
async function businessKey(engine, processInstanceId, options) {
  let instance = await requestIfThere(`${engine}/process-instance/${encodeURIComponent(processInstanceId)}`, options);
  for (let i = 0; instance && !instance.businessKey && i < PARENTS_FOLLOWED; i++) {
    const callers = await request(
      `${engine}/process-instance?maxResults=1&subProcessInstance=${encodeURIComponent(instance.id)}`,
      options
    );
    instance = callers[0];
  }
  return instance && instance.businessKey;
}

/** The ticket and its address. The kind named by the process is asked first, since a key alone does not tell. */
async function findTicket(key, processDefinitionId, options) {
  const likely = kind => (processDefinitionId || '').split(':')[0].includes(kind);
  for (const kind of [...TICKETS.filter(likely), ...TICKETS.filter(kind => !likely(kind))]) {
    const url = `${ticketApi()}/${kind}s/${encodeURIComponent(key)}`;
    const ticket = await requestIfThere(url, options);
    if (ticket) {
      return { url, ticket };
    }
  }
  return {};
}

/** The actions that the task's own form offers: the values of its field "action". */
async function formActions(engine, taskId, options) {
  const form = await requestIfThere(`${engine}/task/${encodeURIComponent(taskId)}/form`, options);
  if (!form || !form.camundaFormRef) {
    return [];
  }
  const schema = await requestIfThere(`${engine}/task/${encodeURIComponent(taskId)}/deployed-form`, options);
  const names = [];
  const collect = components =>
    (components || []).forEach(component => {
      if (component.key === 'action') {
        (component.values || []).forEach(option => names.push(option.value));
      }
      collect(component.components);
    });
  collect(schema && schema.components);
  return names;
}

function messageBox(kind, message, details) {
  const box = element('div', { className: `alert alert-${kind}`, role: kind === 'danger' ? 'alert' : 'status' });
  box.append(element('strong', {}, message));
  if (details && details.length) {
    box.append(element('ul', {}, ...details.map(detail => element('li', {}, detail))));
  }
  return box;
}

/** The types of fields that are drawn here as a line, with the browser's input for each. */
const LINES = { textfield: 'text', number: 'number', date: 'date', datetime: 'datetime-local', time: 'time' };
const MANY = ['checklist', 'taglist'];
const CHOICES = ['select', 'radio', ...MANY];

const hasOptions = field => Boolean(field.options && field.options.length);

/** Whether the field can be filled in here; a person or an item is looked for in the portal. */
export const isDrawn = field =>
  field.type === 'checkbox' ||
  field.type === 'textarea' ||
  (CHOICES.includes(field.type) ? hasOptions(field) : hasOptions(field) || Boolean(LINES[field.type] && !field.options_from));

/** Whether the other answers let the field be asked for: as the server does it. */
export function isAsked(field, answers) {
  return (field.asked_when || []).every(({ key, is, values }) => {
    const answer = answers[key] ?? (values.includes('true') || values.includes('false') ? false : '');
    return values.includes(typeof answer === 'object' ? JSON.stringify(answer) : String(answer)) === is;
  });
}

/** One input of an action's form; value() is undefined where nothing was filled in. */
function input(field, id) {
  const { initial } = field;
  const begins = initial !== undefined && initial !== null;
  const common = { id, name: field.key, required: !!field.required };
  if (field.type === 'checkbox') {
    // Required would mean "must be ticked", which no model says: an unticked box is an answer.
    const box = element('input', { ...common, required: false, type: 'checkbox', checked: initial === true });
    return { node: box, value: () => box.checked };
  }
  if (hasOptions(field)) {
    const many = MANY.includes(field.type);
    const chosen = begins ? [initial].flat().map(String) : [];
    const options = field.options.map(option =>
      element('option', { value: option.value, selected: chosen.includes(option.value) }, label(option.label))
    );
    const select = element(
      'select',
      { ...common, className: 'form-control', multiple: many },
      many ? null : element('option', { value: '' }),
      ...options
    );
    const values = () => [...select.selectedOptions].map(({ value }) => value).filter(Boolean);
    return { node: select, value: () => (many ? (values().length ? values() : undefined) : select.value || undefined) };
  }
  if (field.type === 'textarea') {
    const area = element('textarea', { ...common, className: 'form-control', rows: 4, value: begins ? initial : '' });
    return { node: area, value: () => area.value.trim() || undefined };
  }
  const type = LINES[field.type];
  const line = element('input', { ...common, className: 'form-control', type });
  if (type === 'number') {
    line.step = 'any';
  }
  if (begins) {
    line.value = type === 'datetime-local' ? wallTime(new Date(initial)) : initial;
  }
  const sent = { number: Number, 'datetime-local': instantOf }[type] || (value => value);
  return { node: line, value: () => (line.value.trim() === '' ? undefined : sent(line.value.trim())) };
}

/** What was filled in, by field. */
function answersOf(fields) {
  return Object.fromEntries(fields.map(({ field, value }) => [field.key, value()]).filter(([, value]) => value !== undefined));
}

/** One tab shown for one task; made anew by Tasklist for the next task. */
class TicketTab {
  constructor(node, { api, taskId }, scope) {
    this.node = node;
    this.engine = api.engineApi;
    this.taskId = taskId;
    this.scope = scope;
    this.aborter = new AbortController();
    this.options = { signal: this.aborter.signal };
    this.cis = [];
    this.node.classList.add('nagare-ticket');
    changes.addEventListener('tickets', ({ detail }) => this.onChange(detail), this.options);
    if (scope) {
      // Who holds the task decides what he may do. A form that is being filled in stays.
      scope.$watch('task.assignee', (now, before) => {
        if (now !== before && !this.node.querySelector('form')) {
          this.load();
        }
      });
    }
  }

  /** A form that is being filled in stays. */
  onChange(numbers) {
    if ((!numbers || numbers.includes(this.number)) && !this.node.querySelector('form')) {
      this.load();
    }
  }

  close() {
    this.aborter.abort();
  }

  show(...children) {
    if (!this.aborter.signal.aborted) {
      this.node.replaceChildren(...children.filter(Boolean));
    }
  }

  async load(notice) {
    try {
      const ticket = await this.fetch();
      if (ticket) {
        await Promise.all([this.lookUpCis(ticket.data), lookUpStatuses(), lookUpZone()]);
        this.draw(ticket.data, notice);
      } else {
        this.show(notice, element('p', { className: 'nagare-quiet' }, text('noTicket')));
      }
    } catch (e) {
      if (e.name !== 'AbortError') {
        const retry = element('button', { type: 'button', className: 'btn btn-default' }, text('retry'));
        retry.addEventListener('click', () => this.load());
        this.show(notice, messageBox('danger', e.message), retry);
      }
    }
  }

  /** The address is looked up once: the ticket can still be shown when an action has ended the task. */
  async fetch() {
    if (this.url) {
      return requestIfThere(this.url, this.options);
    }
    this.show(element('p', { className: 'nagare-quiet' }, text('loading')));
    const task = await requestIfThere(`${this.engine}/task/${encodeURIComponent(this.taskId)}`, this.options);
    const key = task && task.processInstanceId && (await businessKey(this.engine, task.processInstanceId, this.options));
    if (!key) {
      return null;
    }
    const [found, own] = await Promise.all([
      findTicket(key, task.processDefinitionId, this.options),
      formActions(this.engine, this.taskId, this.options)
    ]);
    this.url = found.url;
    this.own = own;
    return found.ticket;
  }

  async lookUpCis(ticket) {
    const found = await Promise.all(
      (ticket.ci_ids || []).map(id => requestIfThere(`${ticketApi()}/cis/${encodeURIComponent(id)}`, this.options).catch(() => null))
    );
    this.cis = found.filter(Boolean).map(({ data }) => data.name);
  }

  draw(ticket, notice) {
    const finished = FINISHED.includes(ticket.phase);
    const kind = TICKETS.find(one => ticket[`${one}_number`]);
    const due = (value, met) => {
      const late = value && !met && !finished && new Date(value) < new Date();
      return late ? element('span', { className: 'nagare-late' }, `${time(value)} (${text('overdue')})`) : time(value);
    };
    const facts = [
      ['status', status(ticket.status, kind)],
      ['priority', word(priorities, ticket.priority)],
      ['holdReason', ticket.phase === 'on_hold' ? word(holdReasons, ticket.hold_reason) : ''],
      ['risk', word(priorities, ticket.risk)],
      ['window', ticket.planned_start ? `${time(ticket.planned_start)}${japanese ? '～' : ' – '}${time(ticket.planned_end)}` : ''],
      ['responseDue', due(ticket.response_due_at, ticket.responded_at)],
      ['resolutionDue', due(ticket.resolution_due_at, ticket.resolved_at)],
      [REQUESTED.includes(kind) ? 'requester' : 'reporter', person(ticket.reporter)],
      ['team', person(ticket.team)],
      ['assignee', person(ticket.assignee)],
      ['category', ticket.category ? this.category(ticket.category) : ''],
      ['ci', this.cis.join(japanese ? '、' : ', ')]
    ].filter(([key, value]) => value || !OPTIONAL.includes(key));
    const number = ticket[`${kind}_number`];
    this.number = number;
    this.show(
      notice,
      element(
        'h4',
        { className: 'nagare-title' },
        element('span', { className: 'nagare-number' }, number),
        ticket.major ? element('span', { className: 'nagare-badge nagare-major' }, text('major')) : null,
        ticket.title
      ),
      element(
        'dl',
        { className: 'nagare-facts' },
        ...facts.map(([key, value]) => element('div', {}, element('dt', {}, text(key)), element('dd', {}, value || '–')))
      ),
      this.actions(ticket),
      element('h5', {}, text('description')),
      element('p', { className: 'nagare-prose' }, ticket.description || '–'),
      ...this.attachments(ticket.attachments || []),
      ...this.links(ticket.links || []),
      element('h5', {}, text('notes')),
      this.notes(ticket.work_notes || [])
    );
    if (notice) {
      notice.scrollIntoView({ block: 'nearest' });
    }
  }

  /** Categories are named in the tenant's language, and described in English. */
  category({ name, description }) {
    return label(japanese ? name : description || name);
  }

  attachments(attachments) {
    if (!attachments.length) {
      return [];
    }
    const items = attachments.map(({ id, file_name: name, uploaded_by: by, uploaded_at: at }) => {
      const href = `${this.url}/attachments/${encodeURIComponent(id)}`;
      const about = [person(by), time(at)].filter(Boolean).join(' · ');
      return element('li', {}, element('a', { href, target: '_blank', rel: 'noopener' }, name), ' ', element('span', { className: 'nagare-quiet' }, about));
    });
    return [element('h5', {}, text('attachments')), element('ul', { className: 'nagare-attachments' }, ...items)];
  }

  links(all) {
    if (!all.length) {
      return [];
    }
    const items = all.map(link => {
      const table = link.direction === 'incoming' ? linkWordsBack : linkWords;
      const state = status(link.status, link.kind);
      return element(
        'li',
        {},
        element('span', { className: 'nagare-badge' }, word(table, link.type)),
        element('a', { href: portal(link.ticket_number), target: '_blank', rel: 'noopener' }, link.ticket_number),
        ` ${link.title} `,
        element('span', { className: 'nagare-quiet' }, state)
      );
    });
    return [element('h5', {}, text('links')), element('ul', { className: 'nagare-links' }, ...items)];
  }

  notes(notes) {
    if (!notes.length) {
      return element('p', { className: 'nagare-quiet' }, text('noNotes'));
    }
    const latest = [...notes].sort((a, b) => new Date(b.created_at) - new Date(a.created_at)).slice(0, NOTES_SHOWN);
    return element(
      'ul',
      { className: 'nagare-notes' },
      ...latest.map(note => {
        const isPublic = note.is_public === true || note.is_public === 'Y';
        const author = [time(note.created_at), person(note.created_by)].filter(Boolean).join(' · ');
        return element(
          'li',
          { className: isPublic ? 'nagare-public' : 'nagare-internal' },
          element('span', { className: 'nagare-badge' }, text(isPublic ? 'publicNote' : 'internalNote')),
          element('span', { className: 'nagare-quiet' }, author),
          element('p', { className: 'nagare-prose' }, note.content)
        );
      })
    );
  }

  actions(ticket) {
    const others = (ticket.actions || []).filter(action => !this.own.includes(action.name));
    if (!others.length) {
      return null;
    }
    const place = element('div', {});
    const buttons = others.map(action => {
      const button = element('button', { type: 'button', className: 'btn btn-default btn-sm' }, label(action.label));
      button.addEventListener('click', () => this.openForm(action, place));
      return button;
    });
    return element(
      'section',
      { className: 'nagare-actions', 'aria-label': text('actions') },
      element('h5', {}, text('actions')),
      element('div', { className: 'nagare-buttons' }, ...buttons),
      place
    );
  }

  /** What only the portal can ask for is asked there. */
  leadToPortal(action, place) {
    const link = element('a', { href: portal(this.number), target: '_blank', rel: 'noopener' }, text('open'));
    place.replaceChildren(element('h5', {}, label(action.label)), element('p', {}, text('inPortal'), ' ', link));
    link.focus();
  }

  openForm(action, place) {
    if (!(action.fields || []).every(isDrawn)) {
      this.leadToPortal(action, place);
      return;
    }
    const fields = (action.fields || []).map(field => ({ field, ...input(field, `nagare-${action.name}-${field.key}`) }));
    const problem = element('div', {});
    const submit = element('button', { type: 'submit', className: 'btn btn-primary btn-sm' }, label(action.label));
    const cancel = element('button', { type: 'button', className: 'btn btn-link btn-sm' }, text('cancel'));
    const form = element(
      'form',
      { className: 'nagare-form' },
      element('h5', {}, label(action.label)),
      ...fields.map(({ field, node }) => {
        const name = element('label', { htmlFor: node.id }, label(field.label));
        if (field.required && field.type !== 'checkbox') {
          name.append(element('span', { className: 'nagare-required' }, text('required')));
        }
        return field.type === 'checkbox'
          ? element('div', { className: 'form-group nagare-check' }, node, name)
          : element('div', { className: 'form-group' }, name, node);
      }),
      problem,
      submit,
      cancel
    );
    const ask = () => {
      const answers = answersOf(fields);
      fields.forEach(one => {
        const asked = isAsked(one.field, answers);
        one.node.closest('.form-group').hidden = !asked;
        one.node.disabled = !asked;
      });
    };
    form.addEventListener('input', ask);
    ask();
    // What was sent and not answered may have been done: the same once more is the same action.
    let unheard = null;
    cancel.addEventListener('click', () => place.replaceChildren());
    form.addEventListener('submit', async event => {
      event.preventDefault();
      submit.disabled = true;
      problem.replaceChildren();
      form.querySelectorAll('.nagare-refusal').forEach(node => node.remove());
      try {
        const body = JSON.stringify(answersOf(fields.filter(({ node }) => !node.disabled)));
        unheard = unheard && unheard.body === body ? unheard : { body, key: crypto.randomUUID() };
        await this.perform(action, unheard);
      } catch (e) {
        unheard = e instanceof Refused && e.status < 500 ? null : unheard;
        if (e.name !== 'AbortError') {
          submit.disabled = false;
          const elsewhere = this.refuse(form, fields, e.details || []);
          if (elsewhere) {
            problem.replaceChildren(messageBox('danger', e.message, elsewhere));
          }
        }
      }
    });
    place.replaceChildren(form);
    ((fields[0] || {}).node || submit).focus();
  }

  /** Says at each field what is wrong with it, and returns what concerns none; nothing where all was said. */
  refuse(form, fields, details) {
    const elsewhere = [];
    let first = null;
    details.forEach(({ field: key, message, code }) => {
      const named = fields.find(({ field }) => field.key === key);
      if (named) {
        named.node.closest('.form-group').append(element('p', { className: 'nagare-refusal', role: 'alert' }, message || code));
        first = first || named.node;
      } else {
        elsewhere.push(message || code);
      }
    });
    if (first) {
      first.focus();
    }
    return first && !elsewhere.length ? null : elsewhere;
  }

  async perform(action, { body, key }) {
    const of = action.element ? `?element=${encodeURIComponent(action.element)}` : '';
    // Not given up when the user looks at something else meanwhile.
    await request(`${this.url}/actions/${encodeURIComponent(action.name)}${of}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': cookie('NAGARE-CSRF'), 'Idempotency-Key': key },
      body
    });
    this.tellTasklist();
    await this.load(messageBox('success', text('done', label(action.label))));
  }

  /** The action may have ended the selected task or changed the list. */
  tellTasklist() {
    const { $root, taskData } = this.scope || {};
    if ($root) {
      $root.$evalAsync(() => {
        if (taskData) {
          taskData.changed('taskList');
        }
        $root.$broadcast('refresh');
      });
    }
  }
}

let tab = null;

export default {
  id: 'nagare-ticket',
  pluginPoint: 'tasklist.task.detail',
  // After the form (1000), before the history (800).
  priority: 900,
  properties: {
    label: text('ticket')
  },
  render(node, parameters, scope) {
    tab = new TicketTab(node, parameters, scope);
    tab.load();
  },
  unmount() {
    if (tab) {
      tab.close();
      tab = null;
    }
  }
};
