package io.nagare.workflow.internal;

import java.util.Locale;

/** What a model is, with the engine's table of its versions. */
public enum ModelKind {

	PROCESS("act_re_procdef"), DECISION("act_re_decision_def"), FORM("act_re_camformdef");

	private final String table;

	ModelKind(String table) {
		this.table = table;
	}

	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The name of the engine's table. */
	public String table() {
		return this.table;
	}

}
