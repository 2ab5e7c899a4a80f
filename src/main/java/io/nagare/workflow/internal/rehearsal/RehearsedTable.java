package io.nagare.workflow.internal.rehearsal;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.model.dmn.Dmn;
import org.jspecify.annotations.Nullable;

/** A table that is asked without being deployed. */
final class RehearsedTable implements RehearsedModel {

	private final DmnEngine engine;

	private final DmnDecision table;

	RehearsedTable(DmnEngine engine, String key, byte[] file) {
		this.engine = engine;
		this.table = engine.parseDecision(key, Dmn.readModelFromStream(new ByteArrayInputStream(file)));
	}

	/** The rows that fit. Used inside a command of the engine. */
	@Override
	public List<Map<String, String>> answer(Map<String, @Nullable Object> asked) {
		try {
			return this.engine.evaluateDecisionTable(this.table, asked).stream().<Map<String, String>>map((row) -> {
				Map<String, String> said = new TreeMap<>();
				row.getEntryMap().forEach((output, value) -> said.put(output, String.valueOf(value)));
				return said;
			}).toList();
		}
		catch (RuntimeException ex) {
			// such as a function that this set of answers makes no sense for
			return List.of(Map.of(FAILS, String.valueOf(ex.getMessage())));
		}
	}

}
