-- Sixty days of a service desk's work, for the demo alone: tickets that were closed before anybody looked. They are written
-- as they would lie here had they been worked on, without the engine's own history, and each says in its description that
-- it is made up. Nothing happens where there is a ticket older than a week. The days on which people work are in pg_temp.working_days.
DO $demo$
DECLARE
	tenant uuid := current_setting('nagare.tenant')::uuid;
	zone CONSTANT text := 'Asia/Tokyo';
	made_up CONSTANT text := 'デモ用の履歴データです。';
	titles CONSTANT text[] := ARRAY[
		'パスワードを忘れてサインインできない', 'メールに添付ファイルを付けられない', '3階の複合機で印刷できない', 'VPNが頻繁に切れる',
		'共有フォルダーを開けない', '表計算ファイルが壊れて開けない', '無線LANにつながらない', 'ノートPCの動作が遅い',
		'不審なメールが届いた', '販売管理の検索結果が表示されない', '勤怠の打刻が反映されない', '会議室の予約が二重になる',
		'外付けモニターが映らない', 'スマートフォンを紛失した', '権限の申請が反映されない', '迷惑メールが大量に届く',
		'OSの更新が途中で止まる', '社内ポータルの画面が崩れる', '有線LANの接続が不安定', 'メーリングリストに投稿できない'];
	topics CONSTANT text[] := ARRAY[
		'パスワード', '送受信', 'プリンター', 'VPN', '権限', 'オフィスソフト', '無線LAN', 'パソコン', 'フィッシング', '業務アプリケーション',
		'業務アプリケーション', '業務アプリケーション', 'パソコン', 'モバイル端末', '権限', '迷惑メール', 'OS', '業務アプリケーション', '有線LAN',
		'メーリングリスト'];
	cures CONSTANT text[] := ARRAY[
		'仮パスワードを発行した。', '添付サイズの上限を案内した。', '給紙部を清掃し、ドライバーを入れ直した。', '接続先のゲートウェイを切り替えた。',
		'アクセス権を付与した。', '前日のバックアップから戻した。', 'アクセスポイントを再起動した。', '不要な常駐ソフトを停止した。',
		'送信元を遮断し、利用者に注意を促した。', '検索用の索引を作り直した。', '連携バッチを再実行した。', '予約データの重複を解消した。',
		'ケーブルを交換した。', '端末を遠隔で消去し、代替機を渡した。', '申請を再処理した。', '受信規則を調整した。',
		'空き容量を確保して更新した。', 'キャッシュを削除した。', 'スイッチのポートを交換した。', '投稿権限を修正した。'];
	codes CONSTANT text[] := ARRAY['fixed', 'user_error', 'fixed', 'workaround', 'fixed', 'fixed', 'fixed', 'fixed', 'no_fault', 'fixed'];
	priorities CONSTANT text[] := ARRAY['critical', 'high', 'medium', 'low'];
	answer_in CONSTANT int[] := ARRAY[15, 60, 240, 480];
	solve_in CONSTANT int[] := ARRAY[120, 480, 1440, 4320];
	desk uuid; network uuid; desk_people uuid[]; network_people uuid[]; reporters uuid[];
	day date; n int; i int := 0; t int; p int; topic int; ticket uuid; team uuid; agent uuid; reporter uuid;
	opened timestamptz; answered timestamptz; solved timestamptz; shut timestamptz; due timestamptz; late boolean;
	answer_minutes int; solve_minutes int; held timestamptz; model int; clock uuid; chg record; item uuid; prb uuid; outcome text; begun timestamptz;

BEGIN
	IF EXISTS (SELECT FROM tickets WHERE tenant_id = tenant AND created_at < now() - interval '7 days') THEN
		RETURN;
	END IF;

	CREATE FUNCTION pg_temp.after_business_minutes(start timestamptz, minutes int) RETURNS timestamptz LANGUAGE plpgsql AS $after$
	DECLARE
		wall timestamp := start AT TIME ZONE 'Asia/Tokyo';
		rest int := minutes;
		room int;
	BEGIN
		LOOP
			room := floor(extract(epoch FROM (date_trunc('day', wall) + interval '18 hours' - wall)) / 60);
			IF EXISTS (SELECT FROM pg_temp.working_days w WHERE w.day = wall::date) AND rest <= room THEN
				RETURN (wall + make_interval(mins => rest)) AT TIME ZONE 'Asia/Tokyo';
			END IF;
			IF EXISTS (SELECT FROM pg_temp.working_days w WHERE w.day = wall::date) THEN
				rest := rest - greatest(room, 0);
			END IF;
			wall := date_trunc('day', wall) + interval '1 day 9 hours';
		END LOOP;
	END
	$after$;

	SELECT id INTO desk FROM teams WHERE tenant_id = tenant AND name = 'Service Desk';
	SELECT id INTO network FROM teams WHERE tenant_id = tenant AND name = 'Network';
	SELECT array_agg(user_id ORDER BY user_id) INTO desk_people FROM team_members WHERE team_id = desk;
	SELECT array_agg(user_id ORDER BY user_id) INTO network_people FROM team_members WHERE team_id = network;
	SELECT array_agg(id ORDER BY username) INTO reporters FROM users WHERE tenant_id = tenant AND role = 'user' AND is_active;
	SELECT coalesce(max(version_), 1) INTO model FROM act_re_procdef WHERE key_ = 'incident' AND tenant_id_ IS NULL;
	IF desk_people IS NULL OR network_people IS NULL OR reporters IS NULL THEN
		RETURN;
	END IF;

	FOR day IN SELECT d::date FROM generate_series(current_date - 60, current_date - 4, interval '1 day') d
			WHERE d::date IN (SELECT w.day FROM pg_temp.working_days w) LOOP
		-- Mondays are busy
		FOR n IN 1 .. (CASE extract(isodow FROM day) WHEN 1 THEN 7 WHEN 5 THEN 3 ELSE 5 END) LOOP
			i := i + 1;
			t := 1 + (i * 7 + n * 3) % 20;
			p := CASE WHEN i % 29 = 0 THEN 1 WHEN i % 7 = 0 THEN 2 WHEN i % 2 = 0 THEN 3 ELSE 4 END;
			team := CASE WHEN topics[t] IN ('VPN', '無線LAN', '有線LAN') THEN network ELSE desk END;
			agent := CASE WHEN team = network THEN network_people[1 + i % array_length(network_people, 1)]
				ELSE desk_people[1 + i % array_length(desk_people, 1)] END;
			reporter := reporters[1 + i % array_length(reporters, 1)];
			late := i % 13 = 0;
			opened := (day + time '09:00' + make_interval(mins => (i * 37 + n * 61) % 480)) AT TIME ZONE zone;
			answer_minutes := 3 + (i * 11) % greatest(1, answer_in[p] * 6 / 10);
			solve_minutes := answer_minutes + CASE WHEN late THEN solve_in[p] + (i * 17) % 200
				ELSE (i * 53) % greatest(1, solve_in[p] * 6 / 10) END;
			answered := pg_temp.after_business_minutes(opened, answer_minutes);
			solved := pg_temp.after_business_minutes(opened, solve_minutes);
			shut := solved + make_interval(hours => 2 + i % 60);
			CONTINUE WHEN shut > now() - interval '1 day';
			due := pg_temp.after_business_minutes(opened, solve_in[p]);
			ticket := gen_random_uuid();
			INSERT INTO tickets (id, tenant_id, kind, number, title, description, status, phase, priority, priority_rank,
					category_id, reporter_id, assignee_id, team_id, responded_at, resolved_at, closed_at, created_by, updated_by,
					created_at, updated_at, version, sla_state, resolution_due_at, record)
				VALUES (ticket, tenant, 'incident', 'INC' || lpad(nextval('incident_number_seq')::text, 7, '0'), titles[t], made_up,
					'closed', 'closed', priorities[p], p - 1,
					(SELECT id FROM categories WHERE tenant_id = tenant AND name = topics[t] LIMIT 1), reporter, agent, team, answered,
					solved, shut, reporter, reporter, opened, shut, 5, CASE WHEN late THEN 'breached' ELSE 'met' END,
					-- what was missed stays due
					CASE WHEN late THEN due END, 'incident');
			INSERT INTO incidents (id, tenant_id, impact, urgency, requested_priority, resolution, resolution_code, reopen_count)
				VALUES (ticket, tenant, CASE p WHEN 1 THEN 'high' WHEN 2 THEN 'medium' ELSE 'low' END, priorities[p], priorities[p],
					cures[t], codes[1 + i % 10], CASE WHEN i % 31 = 0 THEN 1 ELSE 0 END);
			INSERT INTO ticket_histories (id, tenant_id, ticket_id, field_name, old_value, new_value, changed_by, changed_at) VALUES
				(gen_random_uuid(), tenant, ticket, 'status', 'new', 'assigned', NULL, opened),
				(gen_random_uuid(), tenant, ticket, 'assignee_id', NULL, agent::text, agent, answered),
				(gen_random_uuid(), tenant, ticket, 'status', 'assigned', 'in_progress', agent, answered),
				(gen_random_uuid(), tenant, ticket, 'status', 'in_progress', 'resolved', agent, solved),
				(gen_random_uuid(), tenant, ticket, 'status', 'resolved', 'closed', reporter, shut);
			-- a vendor is waited for, which stops no clock
			held := CASE WHEN i % 6 = 2 THEN answered + (solved - answered) / 3 END;
			IF held IS NOT NULL THEN
				INSERT INTO ticket_histories (id, tenant_id, ticket_id, field_name, old_value, new_value, changed_by, changed_at) VALUES
					(gen_random_uuid(), tenant, ticket, 'status', 'in_progress', 'on_hold', agent, held),
					(gen_random_uuid(), tenant, ticket, 'hold_reason', NULL, 'awaiting_vendor', agent, held),
					(gen_random_uuid(), tenant, ticket, 'status', 'on_hold', 'in_progress', agent, held + (solved - answered) / 2),
					(gen_random_uuid(), tenant, ticket, 'hold_reason', 'awaiting_vendor', NULL, agent, held + (solved - answered) / 2);
			END IF;
			INSERT INTO ticket_histories (id, tenant_id, ticket_id, field_name, process_id, process_key, process_version,
					new_value, old_value, element_name, element_type, changed_by, changed_at)
				SELECT gen_random_uuid(), tenant, ticket, 'step', 'demo-' || ticket, 'incident', model, step.*
				  FROM (VALUES
					('acceptIncident', NULL, '初動対応 / First response', 'userTask', NULL::uuid, opened),
					('workOnIncident', 'start', '調査・復旧 / Investigate and restore', 'userTask', agent, answered),
					('holdIncident', 'hold', '保留中 / On hold', 'userTask', agent, held),
					('workOnIncident', 'resume', '調査・復旧 / Investigate and restore', 'userTask', agent, held + (solved - answered) / 2),
					('normallyResolved', 'resolve', '解決 / Normally resolved', 'endEvent', agent, solved),
					('handled', 'resolve', '対応完了 / Handled', 'endEvent', agent, solved + interval '1 millisecond'),
					('confirmResolution', 'resolve', '解決の確認 / Confirm resolution', 'userTask', agent, solved + interval '2 milliseconds'),
					('incidentClosed', 'confirm', 'クローズ済み / Incident closed', 'endEvent', reporter, shut))
					AS step (element, action, name, type, person, at)
				 WHERE step.at IS NOT NULL;
			INSERT INTO ticket_work_notes (id, tenant_id, ticket_id, content, is_public, created_by, created_at) VALUES
				(gen_random_uuid(), tenant, ticket, '受け付けました。確認します。', TRUE, agent, answered),
				(gen_random_uuid(), tenant, ticket, cures[t], FALSE, agent, solved);
			FOR topic IN 1 .. 2 LOOP
				clock := gen_random_uuid();
				INSERT INTO sla_ledger (id, tenant_id, ticket_id, clock_id, sequence, clock, type, at, reason, definition,
						target_seconds, calendar, calendar_version, pauses_on, recorded_at) VALUES
					(gen_random_uuid(), tenant, ticket, clock, 0, CASE topic WHEN 1 THEN 'response' ELSE 'resolution' END, 'start',
						opened, 'reported', CASE topic WHEN 1 THEN 'incident-response' ELSE 'incident-resolution' END,
						60 * CASE topic WHEN 1 THEN answer_in[p] ELSE solve_in[p] END, 'business-hours', 0,
						CASE topic WHEN 1 THEN '{}'::text[] ELSE '{awaiting_caller}' END, opened);
				IF topic = 2 AND late THEN
					INSERT INTO sla_ledger (id, tenant_id, ticket_id, clock_id, sequence, clock, type, at, recorded_at)
						VALUES (gen_random_uuid(), tenant, ticket, clock, 1, 'resolution', 'breach', due, due);
				END IF;
				INSERT INTO sla_ledger (id, tenant_id, ticket_id, clock_id, sequence, clock, type, at, reason, actor_id, recorded_at)
					VALUES (gen_random_uuid(), tenant, ticket, clock, CASE WHEN topic = 2 AND late THEN 2 ELSE 1 END,
						CASE topic WHEN 1 THEN 'response' ELSE 'resolution' END, 'stop',
						CASE topic WHEN 1 THEN answered ELSE solved END, CASE topic WHEN 1 THEN 'responded' ELSE 'resolved' END, agent,
						CASE topic WHEN 1 THEN answered ELSE solved END);
			END LOOP;
		END LOOP;

		-- changes are carried out on Tuesday and Thursday evenings
		IF extract(isodow FROM day) IN (2, 4) THEN
			ticket := gen_random_uuid();
			begun := (day + time '22:00') AT TIME ZONE zone;
			outcome := CASE i % 9 WHEN 0 THEN 'successful_with_issues' WHEN 4 THEN 'backed_out' ELSE 'successful' END;
			SELECT id, name INTO chg FROM configuration_items WHERE tenant_id = tenant AND deleted_at IS NULL AND ci_class <> 'service'
				ORDER BY md5(name || day::text) LIMIT 1;
			IF chg.id IS NOT NULL THEN
				INSERT INTO tickets (id, tenant_id, kind, number, title, description, status, phase, priority, priority_rank, reporter_id,
						assignee_id, team_id, ci_ids, closed_at, created_by, updated_by, created_at, updated_at, version, record)
					VALUES (ticket, tenant, 'change', 'CHG' || lpad(nextval('change_number_seq')::text, 7, '0'), chg.name || 'の定期更新',
						made_up, 'closed', 'closed', 'medium', 2, desk_people[1], network_people[1], network, ARRAY[chg.id],
						begun + interval '14 hours', desk_people[1], desk_people[1], begun - interval '6 days',
						begun + interval '14 hours', 9, 'change');
				INSERT INTO changes (id, tenant_id, change_type, reason, implementation_plan, backout_plan, test_plan, planned_start,
						planned_end, backout_tested, rehearsed, team_experience, likelihood, impact, risk_score, risk, implementer_id,
						plan_fixed, authority, started_at, ended_at, outcome, review, authorised_by, authorised_risk)
					VALUES (ticket, tenant, 'normal', '保守計画による更新', '更新を適用して再起動する。', '直前のバックアップに戻す。', '主要な画面を確認する。',
						begun, begun + interval '3 hours', TRUE, TRUE, 'much', 1, 2, 2, 'low', network_people[1], TRUE, 'technical',
						begun + interval '4 minutes', begun + make_interval(mins => 70 + i % 80), outcome,
						CASE outcome WHEN 'successful' THEN '計画どおりに完了した。' WHEN 'backed_out' THEN '確認試験で不具合が見つかり、切り戻した。'
							ELSE '完了したが、再起動に時間がかかった。' END, ARRAY[desk_people[array_length(desk_people, 1)]], 'low');
				INSERT INTO change_tasks (id, tenant_id, change_id, position, title, assignee_id, actual_start, actual_end, completed_by)
					VALUES (gen_random_uuid(), tenant, ticket, 0, 'バックアップと更新', network_people[1], begun + interval '4 minutes',
							begun + interval '40 minutes', network_people[1]),
						(gen_random_uuid(), tenant, ticket, 1, '動作の確認', network_people[1], begun + interval '40 minutes',
							begun + interval '65 minutes', network_people[1]);
				INSERT INTO ticket_histories (id, tenant_id, ticket_id, field_name, old_value, new_value, changed_by, changed_at) VALUES
					(gen_random_uuid(), tenant, ticket, 'status', 'new', 'assessment', desk_people[1], begun - interval '6 days'),
					(gen_random_uuid(), tenant, ticket, 'status', 'assessment', 'scheduled', desk_people[1], begun - interval '5 days'),
					(gen_random_uuid(), tenant, ticket, 'status', 'scheduled', 'implementation', network_people[1], begun),
					(gen_random_uuid(), tenant, ticket, 'status', 'implementation', 'review', network_people[1], begun + interval '2 hours'),
					(gen_random_uuid(), tenant, ticket, 'status', 'review', 'closed', desk_people[1], begun + interval '14 hours');
			END IF;
		END IF;

		-- what came again and again in two weeks had one cause
		IF extract(isodow FROM day) = 3 AND extract(week FROM day)::int % 2 = 0 THEN
			prb := gen_random_uuid();
			t := 1 + extract(week FROM day)::int % 20;
			INSERT INTO tickets (id, tenant_id, kind, number, title, description, status, phase, priority, priority_rank, category_id,
					reporter_id, assignee_id, team_id, resolved_at, closed_at, created_by, updated_by, created_at, updated_at, version,
					record)
				VALUES (prb, tenant, 'problem', 'PRB' || lpad(nextval('problem_number_seq')::text, 7, '0'), titles[t] || '（再発）',
					made_up, 'closed', 'closed', 'medium', 2,
					(SELECT id FROM categories WHERE tenant_id = tenant AND name = topics[t] LIMIT 1), desk_people[1], desk_people[1],
					desk, day + interval '3 days 15 hours', day + interval '4 days 10 hours', desk_people[1], desk_people[1],
					day + interval '10 hours', day + interval '4 days 10 hours', 6, 'problem');
			INSERT INTO problems (id, tenant_id, root_cause, cause_code, symptom, workaround, resolution)
				VALUES (prb, tenant, '設定が標準と異なっていた。', 'configuration', titles[t], cures[t], '標準の設定に統一した。');
			INSERT INTO ticket_links (id, tenant_id, source_id, target_id, link_type, created_by, created_at)
				SELECT gen_random_uuid(), tenant, old.id, prb, 'caused_by', desk_people[1], day + interval '11 hours'
				  FROM tickets old
				 WHERE old.tenant_id = tenant AND old.kind = 'incident' AND old.title = titles[t] AND old.description = made_up
				   AND old.created_at BETWEEN day - 14 AND day;
			INSERT INTO ticket_histories (id, tenant_id, ticket_id, field_name, old_value, new_value, changed_by, changed_at) VALUES
				(gen_random_uuid(), tenant, prb, 'status', 'new', 'root_cause_analysis', desk_people[1], day + interval '11 hours'),
				(gen_random_uuid(), tenant, prb, 'status', 'root_cause_analysis', 'fix_in_progress', desk_people[1],
					day + interval '1 day 11 hours'),
				(gen_random_uuid(), tenant, prb, 'status', 'fix_in_progress', 'resolved', desk_people[1], day + interval '3 days 15 hours'),
				(gen_random_uuid(), tenant, prb, 'status', 'resolved', 'closed', desk_people[1], day + interval '4 days 10 hours');
		END IF;
	END LOOP;
END
$demo$;
