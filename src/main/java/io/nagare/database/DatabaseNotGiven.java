package io.nagare.database;

/** The configuration names no database, or not with both of its roles. */
final class DatabaseNotGiven extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String action;

	private DatabaseNotGiven(String message, String action) {
		super(message);
		this.action = action;
	}

	static DatabaseNotGiven noDataSource() {
		return new DatabaseNotGiven("Nagare was given no database.\nデータベースが指定されていません。",
				"Set spring.datasource.url, username and password (role nagare_app) and spring.flyway.user and "
						+ "password (the owner), or set nagare.database.embedded=true to use the PostgreSQL that "
						+ "Nagare brings along (the profile demo does).\n"
						+ "spring.datasource.url・username・password（ロール nagare_app）と spring.flyway.user・password"
						+ "（所有者）を設定するか、nagare.database.embedded=true で同梱の PostgreSQL を使ってください"
						+ "（demo プロファイルでは設定済みです）。");
	}

	static DatabaseNotGiven noOwner() {
		return new DatabaseNotGiven(
				"The role that owns the database's tables is not configured.\n" + "データベースの表を所有するロールが設定されていません。",
				"Set spring.flyway.user and spring.flyway.password to the owner, or spring.flyway.enabled=false where "
						+ "another node migrates. The application itself connects as nagare_app and may not change "
						+ "tables.\n" + "spring.flyway.user と spring.flyway.password に所有者を設定してください。別のノードが移行を行う場合は "
						+ "spring.flyway.enabled=false とします。アプリケーション自身は nagare_app で接続し、表の定義は変更できません。");
	}

	/** What the administrator can do about it, in English and Japanese. */
	String action() {
		return this.action;
	}

}
