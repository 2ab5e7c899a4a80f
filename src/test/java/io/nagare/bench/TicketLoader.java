package io.nagare.bench;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Fills the product with as many tickets as wanted. One of each state is made by the
 * product itself, and its rows, in all tables, the engine's and the audit log too, are
 * copied with other ids, times, numbers and titles. The same numbers make the same
 * tickets. What was copied into the audit log is sealed by the product's own function.
 */
final class TicketLoader {

	private static final Pattern UUIDS = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

	private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd HH:mm:ss")
		.appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
		.toFormatter(Locale.ROOT);

	private static final String NUMBER = "INC";

	private static final int FIRST_NUMBER = 5_000_000;

	private static final int BATCH = 1_000;

	/** When a token of the engine or an alarm of the copies would go off by itself. */
	private static final Set<String> ALARMS = Set.of("alarm_at", "duedate_", "due_date_");

	/** What the database gives itself. */
	private static final Map<String, Set<String>> LEFT_OUT = Map.of("audit_log", Set.of("id", "position"));

	/** How many of a hundred tickets are in a state; the rest is closed. */
	private static final Map<String, Integer> SHARES = shares();

	private static final List<String> PLACES = List.of("本社3階", "大阪支店", "名古屋工場", "福岡営業所", "札幌データセンター", "在宅勤務者", "経理部",
			"人事部", "第二開発室", "コールセンター", "物流倉庫", "海外拠点");

	private static final List<String> THINGS = List.of("VPN", "メール", "基幹システム", "共有フォルダー", "プリンター", "勤怠管理", "Wi-Fi",
			"会計システム", "ノートPC", "電話会議", "社内ポータル", "バックアップ", "SAP", "Active Directory", "ファイルサーバー", "証明書");

	private static final List<String> TROUBLES = List.of("に接続できない", "が遅い", "でエラーが表示される", "のパスワードを忘れた", "が停止している",
			"の権限を追加してほしい", "の画面が真っ白になる", "から警告が出る", "の更新に失敗する", "が文字化けする");

	private static final List<String> DETAILS = List.of("", "", "（至急）", "（再発）", " – 月末処理に影響", "：エラーコード 0x80070035",
			"、昨日から", "、複数の利用者");

	private final Database database;

	private final Rest agent;

	private final Rest reporter;

	TicketLoader(Database database, String url) throws IOException, InterruptedException {
		this.database = database;
		this.agent = Rest.signedIn(url, "other-agent");
		this.reporter = Rest.signedIn(url, "other-admin");
	}

	private static Map<String, Integer> shares() {
		Map<String, Integer> shares = new LinkedHashMap<>();
		shares.put("new", 3);
		shares.put("assigned", 2);
		shares.put("in_progress", 3);
		shares.put("on_hold", 2);
		shares.put("resolved", 2);
		return shares;
	}

	/** Adds tickets until there are so many, and says how long that took. */
	Duration load(int upTo) throws Exception {
		long began = System.nanoTime();
		try (Connection connection = this.database.connect("nagare");
				Statement statement = connection.createStatement()) {
			int present = number(statement,
					"SELECT count(*) FROM tickets WHERE number LIKE 'INC_______' AND number >= 'INC%d'"
						.formatted(FIRST_NUMBER));
			if (present < upTo) {
				List<Prototype> prototypes = prototypes(connection);
				// the rows refer to each other as those of the prototypes do
				statement.execute("SET session_replication_role = replica");
				statement.execute("SET synchronous_commit = off");
				for (int from = present; from < upTo; from += BATCH) {
					copy(connection, prototypes, from, Math.min(upTo, from + BATCH));
				}
				statement.execute("SET session_replication_role = origin");
				statement.execute("SET nagare.tenant = 'platform'");
				statement.execute("SELECT audit_seal()");
			}
			statement.execute("VACUUM ANALYZE");
			statement.execute("CHECKPOINT");
		}
		return Duration.ofNanos(System.nanoTime() - began);
	}

	private static int number(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getInt(1);
		}
	}

	/** A ticket of each state, those with the greatest share last. */
	private List<Prototype> prototypes(Connection connection) throws Exception {
		List<Prototype> all = new ArrayList<>();
		for (String state : List.of("new", "assigned", "in_progress", "on_hold", "resolved", "closed")) {
			all.add(prototype(connection, state));
		}
		return all;
	}

	private Prototype prototype(Connection connection, String state) throws Exception {
		String id = Rest.idIn(this.reporter.post("/api/v1/incidents", Map.of("title", "見本", "description",
				"昨日までは使えていました。再起動しても直りません。", "priority", "medium", "impact", "medium", "urgency", "medium")));
		List<String> way = List.of("new", "assigned", "in_progress", "resolved", "closed");
		String reached = state.equals("on_hold") ? "in_progress" : state;
		int steps = way.indexOf(reached);
		if (steps >= 1) {
			act(id, "assign", Map.of());
		}
		if (steps >= 2) {
			act(id, "start", Map.of());
			this.agent.post("/api/v1/incidents/" + id + "/work-notes", Map.of("content", "機器の再起動を依頼しました。"));
		}
		if (state.equals("on_hold")) {
			act(id, "hold", Map.of("hold_reason", "awaiting_caller", "comment", "いつからですか？"));
		}
		if (steps >= 3) {
			act(id, "resolve", Map.of("resolution", "設定を直しました。", "resolution_code", "fixed"));
		}
		if (steps >= 4) {
			this.reporter.post("/api/v1/incidents/" + id + "/actions/confirm", Map.of());
		}
		return Prototype.of(connection, state, id);
	}

	private void act(String id, String action, Map<String, ?> fields) throws IOException, InterruptedException {
		this.agent.post("/api/v1/incidents/" + id + "/actions/" + action, fields);
	}

	private static void copy(Connection connection, List<Prototype> prototypes, int from, int upTo)
			throws SQLException, IOException {
		Map<Table, StringBuilder> texts = new LinkedHashMap<>();
		for (int n = from; n < upTo; n++) {
			prototypes.get(state(n)).write(n, texts);
		}
		CopyManager copies = new CopyManager(connection.unwrap(BaseConnection.class));
		for (Map.Entry<Table, StringBuilder> text : texts.entrySet()) {
			copies.copyIn(
					"COPY " + text.getKey().name() + " (" + String.join(", ", text.getKey().columns()) + ") FROM STDIN",
					new StringReader(text.getValue().toString()));
		}
	}

	private static int state(int n) {
		int place = (int) (mixed(n, 1) & 0x7fff_ffff) % 100;
		int index = 0;
		for (int share : SHARES.values()) {
			if (place < share) {
				return index;
			}
			place -= share;
			index++;
		}
		return index;
	}

	/** SplitMix64, so that the numbers are spread and always the same. */
	private static long mixed(long n, long k) {
		long z = (n + FIRST_NUMBER) * 0x9e3779b97f4a7c15L + k * 0xbf58476d1ce4e5b9L;
		z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
		z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
		return z ^ (z >>> 31);
	}

	private static <T> T oneOf(List<T> all, int n, int k) {
		return all.get((int) ((mixed(n, k) & 0x7fff_ffffL) % all.size()));
	}

	static String title(int n) {
		return oneOf(PLACES, n, 11) + "の" + oneOf(THINGS, n, 12) + oneOf(TROUBLES, n, 13) + oneOf(DETAILS, n, 14);
	}

	/** A table, with the columns that are copied. */
	private record Table(String name, List<String> columns) {
	}

	/** What a field is made of. */
	private sealed interface Part {

		/** Something that is the same in each copy. */
		record Fixed(String text) implements Part {
		}

		/** An id that stands for the same thing wherever it appears in the ticket. */
		record Id(int index) implements Part {
		}

		/** A moment, earlier in each copy. */
		record Moment(Instant at, String zone) implements Part {
		}

		/** A moment that is yet to come. */
		record Alarm(String zone) implements Part {
		}

		/** The ticket's title. */
		record Title() implements Part {
		}

		/** The ticket's number. */
		record OwnNumber() implements Part {
		}

	}

	/** The rows of one ticket. */
	private record Prototype(String state, Map<Table, List<List<Part>>> rows, Instant made) {

		private static Prototype of(Connection connection, String state, String id) throws SQLException, IOException {
			Map<String, String> wheres = wheres(connection, id);
			Map<Table, List<List<String>>> found = new LinkedHashMap<>();
			Map<Table, List<String>> types = new HashMap<>();
			Map<String, Integer> ids = new HashMap<>();
			ids.put(id, 0);
			for (Map.Entry<String, String> where : wheres.entrySet()) {
				Map<String, String> columns = columns(connection, where.getKey());
				Table table = new Table(where.getKey(), List.copyOf(columns.keySet()));
				List<List<String>> rows = rows(connection, table, where.getValue());
				if (!rows.isEmpty()) {
					found.put(table, rows);
					types.put(table, List.copyOf(columns.values()));
					int own = table.columns().indexOf(where.getKey().startsWith("act_") ? "id_" : "id");
					int clock = table.columns().indexOf("clock_id");
					for (List<String> row : rows) {
						for (int column : new int[] { own, clock }) {
							Matcher uuid = UUIDS.matcher((column >= 0) ? row.get(column) : "");
							if (uuid.find()) {
								ids.putIfAbsent(uuid.group(), ids.size());
							}
						}
					}
				}
			}
			Map<Table, List<List<Part>>> rows = new LinkedHashMap<>();
			found.forEach((table, lines) -> rows.put(table,
					lines.stream()
						.map((line) -> parts(table, types.getOrDefault(table, List.of()), line, ids))
						.toList()));
			return new Prototype(state, rows, Instant.now());
		}

		/** Where the rows of a ticket are, by table. */
		private static Map<String, String> wheres(Connection connection, String id) throws SQLException {
			Map<String, String> wheres = new LinkedHashMap<>();
			wheres.put("tickets", "id = '" + id + "'");
			wheres.put("incidents", "id = '" + id + "'");
			for (String table : List.of("ticket_histories", "ticket_work_notes", "sla_ledger")) {
				wheres.put(table, "ticket_id = '" + id + "'");
			}
			wheres.put("audit_log", "entity_id = '" + id + "'");
			String processes = "(SELECT id_ FROM act_hi_procinst WHERE root_proc_inst_id_ IN "
					+ "(SELECT proc_inst_id_ FROM act_hi_procinst WHERE business_key_ = '" + id + "'))";
			try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
					SELECT table_name, min(column_name) FROM information_schema.columns
					 WHERE table_name ~ '^act_(ru|hi)_' AND column_name IN ('proc_inst_id_', 'process_instance_id_')
					 GROUP BY table_name ORDER BY table_name
					""")) {
				while (row.next()) {
					wheres.put(row.getString(1), row.getString(2) + " IN " + processes);
				}
			}
			wheres.put("act_ru_identitylink",
					"task_id_ IN (SELECT id_ FROM act_ru_task WHERE proc_inst_id_ IN " + processes + ")");
			return wheres;
		}

		private static Map<String, String> columns(Connection connection, String table) throws SQLException {
			Map<String, String> columns = new LinkedHashMap<>();
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery(
							"""
									SELECT column_name, data_type FROM information_schema.columns
									 WHERE table_schema = 'public' AND table_name = '%s' AND is_generated = 'NEVER' ORDER BY ordinal_position
									"""
								.formatted(table))) {
				while (row.next()) {
					columns.put(row.getString(1), row.getString(2));
				}
			}
			columns.keySet().removeAll(LEFT_OUT.getOrDefault(table, Set.of()));
			return columns;
		}

		private static List<List<String>> rows(Connection connection, Table table, String where)
				throws SQLException, IOException {
			StringWriter text = new StringWriter();
			new CopyManager(connection.unwrap(BaseConnection.class)).copyOut("COPY (SELECT "
					+ String.join(", ", table.columns()) + " FROM " + table.name() + " WHERE " + where + ") TO STDOUT",
					text);
			return text.toString().lines().map((line) -> List.of(line.split("\t", -1))).toList();
		}

		private static List<Part> parts(Table table, List<String> types, List<String> fields,
				Map<String, Integer> ids) {
			List<Part> parts = new ArrayList<>();
			for (int i = 0; i < fields.size(); i++) {
				if (i > 0) {
					add(parts, "\t");
				}
				String field = fields.get(i);
				String column = table.columns().get(i);
				if (types.get(i).startsWith("timestamp") && !field.equals("\\N")) {
					String zone = types.get(i).endsWith("with time zone") ? "+00" : "";
					parts.add(ALARMS.contains(column) ? new Part.Alarm(zone) : new Part.Moment(moment(field), zone));
				}
				else if (table.name().equals("tickets") && column.equals("title")) {
					parts.add(new Part.Title());
				}
				else if (table.name().equals("tickets") && column.equals("number")) {
					parts.add(new Part.OwnNumber());
				}
				else {
					Matcher uuid = UUIDS.matcher(field);
					int at = 0;
					while (uuid.find()) {
						Integer own = ids.get(uuid.group());
						if (own != null) {
							add(parts, field.substring(at, uuid.start()));
							parts.add(new Part.Id(own));
							at = uuid.end();
						}
					}
					add(parts, field.substring(at));
				}
			}
			add(parts, "\n");
			return parts;
		}

		private static void add(List<Part> parts, String text) {
			if (!parts.isEmpty() && parts.get(parts.size() - 1) instanceof Part.Fixed before) {
				parts.set(parts.size() - 1, new Part.Fixed(before.text() + text));
			}
			else {
				parts.add(new Part.Fixed(text));
			}
		}

		/** As COPY writes it, in UTC: the engine's times have no zone. */
		private static Instant moment(String field) {
			String text = field.replace(' ', 'T').replaceAll("([+-]\\d\\d)$", "$1:00");
			return text.matches(".*[+-]\\d\\d:\\d\\d$") ? OffsetDateTime.parse(text).toInstant()
					: java.time.LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
		}

		private void write(int n, Map<Table, StringBuilder> texts) {
			boolean open = !this.state.equals("closed");
			// two years of closed ones, and open ones of the last weeks
			Duration earlier = Duration.ofSeconds((mixed(n, 2) & 0x7fff_ffffL) % ((open ? 45L : 730L) * 86_400));
			Instant alarm = this.made.plus(Duration.ofDays(30)).plusSeconds((mixed(n, 3) & 0x7fff_ffffL) % 2_000_000);
			this.rows.forEach((table, lines) -> {
				StringBuilder text = texts.computeIfAbsent(table, (missing) -> new StringBuilder());
				lines.forEach((line) -> line.forEach((part) -> write(part, n, earlier, alarm, text)));
			});
		}

		private static void write(Part part, int n, Duration earlier, Instant alarm, StringBuilder text) {
			if (part instanceof Part.Fixed fixed) {
				text.append(fixed.text());
			}
			else if (part instanceof Part.Id id) {
				text.append(new UUID((mixed(n, 100 + id.index()) & ~0xf000L) | 0x4000L,
						(mixed(n, 100_000 + id.index()) & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L));
			}
			else if (part instanceof Part.Moment moment) {
				append(text, moment.at().minus(earlier), moment.zone());
			}
			else if (part instanceof Part.Alarm later) {
				append(text, alarm, later.zone());
			}
			else if (part instanceof Part.Title) {
				text.append(title(n));
			}
			else {
				text.append(NUMBER).append(FIRST_NUMBER + n);
			}
		}

		private static void append(StringBuilder text, Instant at, String zone) {
			WRITTEN.formatTo(OffsetDateTime.ofInstant(at, ZoneOffset.UTC), text);
			text.append(zone);
		}

	}

}
