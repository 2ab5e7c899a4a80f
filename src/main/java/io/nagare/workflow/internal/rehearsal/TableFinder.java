package io.nagare.workflow.internal.rehearsal;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.EngineCommands;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelVersions;
import io.nagare.workflow.internal.release.ModelVersions.Located;

/** Finds the tables in files that tickets ask. */
@Component
@Order(1)
class TableFinder implements RehearsalSubject.Finder {

	private final PastCases cases;

	private final ModelVersions versions;

	private final ModelContents contents;

	private final EngineCommands commands;

	TableFinder(PastCases cases, ModelVersions versions, ModelContents contents, ProcessEngine engine) {
		this.cases = cases;
		this.versions = versions;
		this.contents = contents;
		this.commands = new EngineCommands(engine);
	}

	@Override
	public List<RehearsalSubject> in(Map<String, byte[]> files, @Nullable String wanted, Locale locale) {
		List<RehearsalSubject> found = new ArrayList<>();
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			if (file.getKey().endsWith(".dmn")) {
				for (Decision decision : Dmn.readModelFromStream(new ByteArrayInputStream(file.getValue()))
					.getModelElementsByType(Decision.class)) {
					String key = decision.getId();
					Optional<PastCases.Source> asked = this.cases.source(key);
					if ((wanted == null || wanted.equals(key)) && asked.isPresent()) {
						found.add(new Table(key, asked.get(), file.getValue()));
					}
				}
			}
		}
		return found;
	}

	@Override
	public List<String> keys() {
		return this.cases.tables();
	}

	private final class Table implements RehearsalSubject {

		private final String key;

		private final PastCases.Source asked;

		private final byte[] file;

		private Table(String key, PastCases.Source asked, byte[] file) {
			this.key = key;
			this.asked = asked;
			this.file = file;
		}

		@Override
		public String key() {
			return this.key;
		}

		@Override
		public List<PastCase> cases(Instant from, Instant to) {
			return this.asked.cases(from, to);
		}

		@Override
		public Map<PastCases.Outcome, Integer> counted(PastCase one, List<Map<String, String>> answer) {
			return this.asked.counted(one, answer);
		}

		@Override
		public void compare(List<PastCase> past, Listener listener) {
			TableFinder.this.contents.freely(() -> {
				listener.ask(past, inForce(), changed());
				return past;
			});
		}

		private RehearsedModel inForce() {
			Located now = TableFinder.this.versions.inForce(ModelKind.DECISION, key()).orElseThrow(Refusal::notFound);
			return new RehearsedTable(dmn(), key(), TableFinder.this.contents.file(now));
		}

		private RehearsedModel changed() {
			return new RehearsedTable(dmn(), key(), this.file);
		}

		private DmnEngine dmn() {
			return TableFinder.this.commands.tables();
		}

		@Override
		public Map<String, String> told(PastCase one) {
			Map<String, String> told = new TreeMap<>();
			one.asked().forEach((input, value) -> told.put(input, String.valueOf(value)));
			return told;
		}

	}

}
