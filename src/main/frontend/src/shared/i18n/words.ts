import statuses from './statuses.json';
import type { Language } from './texts';

/**
 * What the shipped words are called. A status that a process owner adds is shown as they wrote it. The words, their
 * order and what leads from one to another are the models' alone.
 */
type Words = Readonly<Record<string, readonly [ja: string, en: string]>>;

const PHASE: Words = {
  open: ['未着手', 'Open'],
  in_work: ['対応中', 'In progress'],
  on_hold: ['保留中', 'On hold'],
  resolved: ['解決済み', 'Resolved'],
  closed: ['クローズ済み', 'Closed'],
  cancelled: ['取り消し済み', 'Cancelled'],
};

/** What a status means, in the order of a ticket's life. */
export const PHASES = Object.keys(PHASE);

/** Written by the build from the application's texts. */
const STATUS = statuses as unknown as Words;

/** The shipped priorities, highest first. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;

const PRIORITY: Words = {
  critical: ['緊急', 'Critical'],
  high: ['高', 'High'],
  medium: ['中', 'Medium'],
  low: ['低', 'Low'],
  extensive: ['広範', 'Extensive'],
};

const HOLD: Words = {
  awaiting_caller: ['報告者の回答待ち', 'Awaiting reporter'],
  awaiting_vendor: ['ベンダー待ち', 'Awaiting vendor'],
  awaiting_problem: ['問題の解決待ち', 'Awaiting problem'],
  awaiting_change: ['変更の完了待ち', 'Awaiting change'],
};

const CODE: Words = {
  fixed: ['修正済み', 'Fixed'],
  workaround: ['回避策で復旧', 'Workaround applied'],
  no_fault: ['異常なし', 'No fault found'],
  user_error: ['操作ミス', 'User error'],
  duplicate: ['重複', 'Duplicate'],
  by_parent: ['親インシデントで解決', 'Resolved by parent'],
};

const CLOCK: Words = {
  running: ['計測中', 'Running'],
  at_risk: ['期限間近', 'At risk'],
  paused: ['一時停止中', 'Paused'],
  breached: ['期限超過', 'Breached'],
  met: ['達成', 'Met'],
  cancelled: ['対象外', 'Cancelled'],
};

/** How tickets stand towards their service levels. */
export const CLOCK_STATES = Object.keys(CLOCK);

const CHANGE_TYPE: Words = {
  standard: ['標準変更', 'Standard change'],
  normal: ['通常変更', 'Normal change'],
  emergency: ['緊急変更', 'Emergency change'],
  process: ['プロセスの変更', 'Process change'],
};

const LINK: Words = {
  child_of: ['親インシデント', 'Parent incident'],
  duplicate_of: ['重複元', 'Duplicate of'],
  caused_by: ['原因', 'Caused by'],
  follows: ['先行', 'Follows'],
  related_to: ['関連', 'Related to'],
};

const LINK_BACK: Words = {
  child_of: ['子インシデント', 'Child incident'],
  duplicate_of: ['重複', 'Duplicate'],
  caused_by: ['結果', 'Caused'],
  follows: ['後続', 'Followed by'],
  related_to: ['関連', 'Related to'],
};

/** How a ticket came in. */
const SOURCE: Words = {
  portal: ['ポータル', 'Portal'],
  api: ['REST API', 'REST API'],
  graphql: ['GraphQL', 'GraphQL'],
  mcp: ['アシスタント（MCP）', 'Assistant (MCP)'],
  servicenow: ['ServiceNow Table API', 'ServiceNow Table API'],
  tasklist: ['Tasklist', 'Tasklist'],
  'engine-rest': ['Camunda REST API', 'Camunda REST API'],
  mail: ['メール', 'Email'],
  alert: ['アラート', 'Alert'],
  schedule: ['定期作業', 'Recurring work'],
  product: ['自動登録', 'Automatic'],
};

/** How tickets come in. */
export const SOURCES = Object.keys(SOURCE);

const ROLE: Words = {
  user: ['報告者', 'Reporter'],
  operator: ['エージェント', 'Agent'],
  manager: ['マネージャー', 'Manager'],
  admin: ['管理者', 'Administrator'],
  process_owner: ['プロセスオーナー', 'Process owner'],
  auditor: ['監査担当者', 'Auditor'],
  integrator: ['連携プログラム', 'Integration'],
  viewer: ['閲覧者', 'Viewer'],
  platform_admin: ['システム運用者', 'System operator'],
};

const TABLES = {
  phase: PHASE,
  status: STATUS,
  priority: PRIORITY,
  hold: HOLD,
  code: CODE,
  clock: CLOCK,
  changeType: CHANGE_TYPE,
  link: LINK,
  linkBack: LINK_BACK,
  source: SOURCE,
  role: ROLE,
} satisfies Record<string, Words>;

export function word(table: keyof typeof TABLES, value: string | null | undefined, language: Language): string {
  const pair = value ? (TABLES[table] as Words)[value] : undefined;
  return pair ? pair[language === 'ja' ? 0 : 1] : (value ?? '').replaceAll('_', ' ');
}

export function statusWord(ticket: { status?: string; phase?: string; kind?: string }, language: Language): string {
  const pair = STATUS[`${ticket.kind ?? ''}.${ticket.status ?? ''}`] ?? STATUS[ticket.status ?? ''];
  return pair
    ? pair[language === 'ja' ? 0 : 1]
    : ticket.status
      ? word('status', ticket.status, language)
      : word('phase', ticket.phase, language);
}

/** Whether a process owner made the status up. */
export function isOwnWord(status: string | null | undefined): boolean {
  return Boolean(status) && !(status! in STATUS);
}

/** One language of a text that models and shipped records write as 日本語 / English. */
export function spoken(text: string, language: Language): string {
  return text.split(' / ')[language === 'ja' ? 0 : 1] ?? text;
}
