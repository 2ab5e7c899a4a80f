import type { Language } from '@/shared/i18n/texts';

type Names = Readonly<Record<string, readonly [ja: string, en: string]>>;

/** The sorts of things that the log tells of. */
const ENTITIES: Names = {
  absence: ['不在', 'Absence'],
  access_rules: ['アクセス規則', 'Access rules'],
  announcement: ['お知らせ', 'Announcement'],
  announcement_feed: ['お知らせのフィード', 'Announcement feed'],
  announcement_update: ['お知らせの続報', 'Announcement update'],
  article: ['ナレッジ記事', 'Knowledge article'],
  article_text: ['ナレッジ記事の版', 'Version of a knowledge article'],
  attachment: ['添付ファイル', 'Attachment'],
  audit_log: ['監査ログ', 'Audit log'],
  board: ['変更諮問委員会', 'Change board'],
  calendar_feed: ['カレンダーのフィード', 'Calendar feed'],
  category: ['カテゴリ', 'Category'],
  cause: ['原因の候補', 'Possible cause'],
  change: ['変更', 'Change'],
  checklist_item: ['チェックリストの項目', 'Checklist item'],
  ci_distinction: ['別のCIであることの記録', 'Items that are not the same'],
  ci_relation: ['CIの関係', 'Relation of items'],
  configuration_item: ['構成アイテム', 'Configuration item'],
  configuration_items: ['構成アイテム', 'Configuration items'],
  dashboard: ['ダッシュボード', 'Dashboard'],
  deployment: ['デプロイ', 'Deployment'],
  external_task: ['外部タスク', 'External task'],
  freeze: ['変更凍結', 'Change freeze'],
  implementation_task: ['実施手順', 'Step of a change'],
  incident: ['インシデント', 'Incident'],
  legal_hold: ['削除の保留', 'Legal hold'],
  mailbox: ['メールボックス', 'Mailbox'],
  model: ['モデル', 'Model'],
  notice_text: ['通知の文面', 'Notification text'],
  oauth_client: ['OAuthクライアント', 'OAuth client'],
  organization_unit: ['拠点・部署', 'Site or department'],
  outage: ['停止時間', 'Outage'],
  problem: ['問題', 'Problem'],
  process: ['プロセス', 'Process'],
  recurring_date: ['定期作業の予定日', 'Date of recurring work'],
  recurring_work: ['定期作業', 'Recurring work'],
  request: ['申請', 'Request'],
  request_draft: ['申請の下書き', 'Draft of a request'],
  retention: ['保存期間', 'Retention'],
  role_grant: ['ロールの付与', 'Role grant'],
  roster: ['オンコールの当番表', 'On-call roster'],
  rule_set_version: ['ルールの版', 'Version of a rule set'],
  saved_view: ['保存したビュー', 'Saved view'],
  scheduled_report: ['定期レポート', 'Scheduled report'],
  seat: ['投票権', 'Vote'],
  shift_handover: ['引き継ぎ', 'Shift handover'],
  standard_model: ['標準変更モデル', 'Standard change model'],
  stored_calendar: ['カレンダー', 'Calendar'],
  stored_ci_type: ['CI種別', 'CI type'],
  suggestion: ['提案', 'Suggestion'],
  supplier: ['サプライヤー', 'Supplier'],
  supplier_contract: ['契約', 'Contract'],
  synonym_group: ['同義語', 'Synonyms'],
  task: ['タスク', 'Task'],
  team: ['チーム', 'Team'],
  team_member: ['チームのメンバー', 'Team member'],
  tenant: ['テナント', 'Tenant'],
  tenant_role: ['独自のロール', 'Own role'],
  text_module: ['定型文', 'Text module'],
  ticket: ['チケット', 'Ticket'],
  ticket_link: ['チケットの関連', 'Link between tickets'],
  ticket_task: ['タスク', 'Task'],
  ticket_template: ['テンプレート', 'Template'],
  time_entry: ['作業時間', 'Time entry'],
  user: ['ユーザー', 'User'],
  voting_round: ['投票', 'Voting round'],
  webhook: ['Webhook', 'Webhook'],
  word_change: ['言葉の置き換え', 'Replaced words'],
  work_note: ['作業ノート', 'Work note'],
};

/** What is done to all of them alike. */
const VERBS: Readonly<Record<string, Record<Language, (entity: string) => string>>> = {
  create: { ja: (entity) => `${entity}の作成`, en: (entity) => `${entity} created` },
  update: { ja: (entity) => `${entity}の更新`, en: (entity) => `${entity} updated` },
  delete: { ja: (entity) => `${entity}の削除`, en: (entity) => `${entity} deleted` },
  deleted: { ja: (entity) => `${entity}の削除`, en: (entity) => `${entity} deleted` },
  removed: { ja: (entity) => `保存期間による${entity}の削除`, en: (entity) => `${entity} removed by retention` },
};

/** What else is done. One that ends in a dot stands for all that begin so. */
const ACTIONS: Names = {
  'auth.': ['サインインに関するすべて', 'Everything about signing in'],
  'auth.sign_in': ['サインイン', 'Signed in'],
  'auth.sign_in_failed': ['サインインの失敗', 'Sign-in failed'],
  'auth.signed_in_another_way': ['新しい場所からのサインイン', 'Signed in from somewhere new'],
  'auth.sign_out': ['サインアウト', 'Signed out'],
  'auth.session_ended': ['セッションの終了', 'Session ended'],
  'auth.token_created': ['トークンの作成', 'Token created'],
  'auth.token_revoked': ['トークンの取り消し', 'Token revoked'],
  'auth.token_refused': ['トークンの拒否', 'Token refused'],
  'auth.refresh_token_reused': ['リフレッシュトークンの再使用', 'Refresh token reused'],
  'auth.code_reused': ['認可コードの再使用', 'Authorization code reused'],
  'auth.client_refused': ['クライアントの拒否', 'Client refused'],
  'auth.passkey_added': ['パスキーの追加', 'Passkey added'],
  'auth.passkey_removed': ['パスキーの削除', 'Passkey removed'],
  'auth.passkey_refused': ['パスキーの拒否', 'Passkey refused'],
  'auth.recovery_code_used': ['リカバリーコードの使用', 'Recovery code used'],
  'auth.second_factor_enrolled': ['2要素認証の設定', 'Second factor set up'],
  'auth.second_factor_disabled': ['2要素認証の解除', 'Second factor turned off'],
  'auth.second_factor_reset': ['2要素認証のリセット', 'Second factor reset'],
  'auth.second_factor_recovery_codes_renewed': ['リカバリーコードの再発行', 'Recovery codes renewed'],
  'auth.second_factor_roles_changed': ['2要素認証が必要なロールの変更', 'Roles that need a second factor changed'],
  'access.refused': ['権限のない操作の拒否', 'Access refused'],
  'user.role_changed': ['ロールの変更', 'Role changed'],
  'user.role_granted': ['ロールの付与', 'Role granted'],
  'user.role_ended': ['ロールの終了', 'Role ended'],
  'user.password_changed': ['パスワードの変更', 'Password changed'],
  'user.manager_changed': ['上長の変更', 'Manager changed'],
  'user.deactivated': ['ユーザーの無効化', 'User deactivated'],
  'user.reactivated': ['ユーザーの再有効化', 'User reactivated'],
  'user.data_exported': ['個人データの書き出し', 'Personal data exported'],
  'user.erased': ['個人データの消去', 'Personal data erased'],
  'ticket.read_confidential': ['機密チケットの閲覧', 'Confidential ticket read'],
  'ticket.rated': ['チケットの評価', 'Ticket rated'],
  'ticket.report_made': ['チケットのレポート作成', 'Report of a ticket made'],
  'tickets.exported': ['チケットのエクスポート', 'Tickets exported'],
  'attachment.read': ['添付ファイルの閲覧', 'Attachment read'],
  'change.conflict_acknowledged': ['変更の競合の承知', 'Conflict of a change acknowledged'],
  'link.refused': ['別の方に送られたリンクの拒否', 'Link sent to somebody else refused'],
  'approval.decided_by_link': ['メールのリンクによる判断', 'Decided by the link of an email'],
  'configuration_items.merged': ['構成アイテムの統合', 'Configuration items merged'],
  'model.deployed': ['モデルのデプロイ', 'Model deployed'],
  'model.migrated': ['チケットの移行', 'Tickets migrated'],
  'model.migration_undone': ['チケットの移行の取り消し', 'Migration of tickets undone'],
  'model.variant_left': ['独自モデルの終了', 'Own variant of a model given up'],
  'words.changed': ['言葉の置き換え', 'Words replaced'],
  'words.change_taken_back': ['言葉の置き換えの取り消し', 'Replacing of words undone'],
  'legal_hold.set': ['削除の保留', 'Legal hold set'],
  'legal_hold.released': ['削除の保留の解除', 'Legal hold released'],
  'retention.changed': ['保存期間の変更', 'Retention changed'],
  'notification_preferences.chosen': ['通知の設定の変更', 'Notification preferences changed'],
  'notification_delivery.chosen': ['通知の届け方の変更', 'Delivery of notifications changed'],
  'notice_text.tested': ['通知の文面のテスト', 'Notification text tested'],
  'scheduled_report.mailed': ['定期レポートの送信', 'Scheduled report mailed'],
  'suggestion.set': ['提案の設定の変更', 'Suggestion changed'],
  'mining.log_exported': ['プロセスのログのエクスポート', 'Process log exported'],
  'external_task.fetched': ['外部タスクの取得', 'External tasks fetched'],
  'engine.': ['プロセスエンジンでの操作すべて', 'Everything done in the process engine'],
  'audit.exported': ['監査ログのエクスポート', 'Audit log exported'],
  'audit.control_reported': ['内部統制レポートの作成', 'Report on internal control taken'],
  'audit.archived': ['監査ログの退避', 'Audit log archived'],
};

/** From where something is done, besides the ways in which tickets come. */
const CHANNELS: Names = {
  link: ['メールのリンク', 'Link of an email'],
  pages: ['ポータルの外のページ', 'Pages outside of the portal'],
  job: ['自動処理', 'Background job'],
};

/** What is wrong with the log. */
const FINDINGS: Names = {
  rows_altered: ['行が変更されています', 'Rows were altered'],
  rows_removed: ['行が削除されています', 'Rows were removed'],
  rows_inserted: ['行が追加されています', 'Rows were inserted'],
  rows_unsealed: ['封印されていない行があります', 'Rows are not sealed'],
  seals_removed: ['封印が削除されています', 'Seals were removed'],
  seal_altered: ['封印が変更されています', 'A seal was altered'],
};

function said(names: Names, value: string | null | undefined, language: Language): string | undefined {
  return names[value ?? '']?.[language === 'ja' ? 0 : 1];
}

/** What a sort of things is called; one that is not known here as it is. */
export function entityName(type: string | null | undefined, language: Language): string {
  return said(ENTITIES, type, language) ?? type ?? '';
}

/** What was done; what is not known here as it is. */
export function actionName(action: string | null | undefined, language: Language): string {
  const [entity = '', verb = ''] = (action ?? '').split('.');
  const thing = said(ENTITIES, entity, language);
  return said(ACTIONS, action, language) ?? (thing && VERBS[verb]?.[language](thing)) ?? action ?? '';
}

export function channelName(channel: string | null | undefined, language: Language): string | undefined {
  return said(CHANNELS, channel, language);
}

export function findingName(finding: string | null | undefined, language: Language): string {
  return said(FINDINGS, finding, language) ?? finding ?? '';
}

/** Everything that the log can be narrowed to, by name. */
export const AUDITED = {
  entities: Object.keys(ENTITIES),
  actions: [
    ...Object.keys(ACTIONS),
    ...Object.keys(ENTITIES).flatMap((entity) => ['create', 'update', 'delete'].map((verb) => `${entity}.${verb}`)),
  ],
};
