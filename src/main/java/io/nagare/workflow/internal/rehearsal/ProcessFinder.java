package io.nagare.workflow.internal.rehearsal;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.nagare.workflow.Models;
import io.nagare.workflow.PastSteps;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelVersions;
import io.nagare.workflow.internal.release.ModelVersions.Located;

/** Finds the processes in files that are in force in another version. */
@Component
@Order(2)
class ProcessFinder implements RehearsalSubject.Finder {

	private final PastSteps steps;

	private final ModelVersions versions;

	private final ModelContents contents;

	private final Models models;

	ProcessFinder(PastSteps steps, ModelVersions versions, ModelContents contents, Models models) {
		this.steps = steps;
		this.versions = versions;
		this.contents = contents;
		this.models = models;
	}

	@Override
	public List<RehearsalSubject> in(Map<String, byte[]> files, @Nullable String wanted, Locale locale) {
		Map<String, Located> inForce = new LinkedHashMap<>();
		RehearsedProcess now = new RehearsedProcess(locale);
		RehearsedProcess changed = new RehearsedProcess(now);
		files.forEach((name, content) -> {
			if (name.endsWith(".bpmn")) {
				BpmnModelInstance file = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
				Map<String, Located> here = inForce(file, wanted);
				inForce.putAll(here);
				changed.add(file, forms(files, here.values()));
			}
		});
		return inForce.isEmpty() ? List.of() : List.of(new Walk(inForce, changed, now));
	}

	/** The processes of the file that are in force, as they are. */
	Map<String, Located> inForce(BpmnModelInstance file, @Nullable String wanted) {
		Map<String, Located> inForce = new TreeMap<>();
		RehearsedProcess.keys(file)
			.stream()
			.filter((key) -> wanted == null || wanted.equals(key))
			.forEach((key) -> this.versions.inForce(ModelKind.PROCESS, key)
				.ifPresent((model) -> inForce.put(key, model)));
		return inForce;
	}

	/** The forms that come with the files, and else those that the processes have now. */
	private Map<String, Form> forms(Map<String, byte[]> files, Collection<Located> inForce) {
		Map<String, Form> forms = new HashMap<>();
		inForce.forEach((model) -> forms.putAll(this.contents.forms(model.release())));
		files.forEach((name, content) -> {
			if (name.endsWith(".form")) {
				Form form = Form.parse(content);
				forms.put(form.id(), form);
			}
		});
		return forms;
	}

	@Override
	public List<String> keys() {
		return this.models.inForce()
			.stream()
			.filter((model) -> model.kind().equals(ModelKind.PROCESS.word()))
			.map(Models.ModelInForce::key)
			.toList();
	}

	private final class Walk implements RehearsalSubject {

		private final Map<String, Located> located;

		private final RehearsedProcess changed;

		private final RehearsedProcess inForce;

		private Walk(Map<String, Located> located, RehearsedProcess changed, RehearsedProcess inForce) {
			this.located = located;
			this.changed = changed;
			this.inForce = inForce;
		}

		@Override
		public String key() {
			return String.join(", ", this.located.keySet());
		}

		@Override
		public List<PastCase> cases(Instant from, Instant to) {
			return ProcessFinder.this.steps.steps(this.located.keySet(), from, to).stream().map((step) -> {
				Map<String, @Nullable Object> asked = new LinkedHashMap<>();
				asked.put(RehearsedProcess.PROCESS, step.process());
				asked.put(RehearsedProcess.AT, step.at());
				asked.put(RehearsedProcess.ACTION, step.action());
				asked.put(RehearsedProcess.REACHED, step.reached());
				return new PastCase(asked, step.tickets(), step.numbers(), PastCases.Ran.NOTHING);
			}).toList();
		}

		@Override
		public void compare(List<PastCase> past, Listener listener) {
			ProcessFinder.this.contents.freely(() -> {
				listener.ask(past, inForce(), this.changed);
				return past;
			});
		}

		private RehearsedModel inForce() {
			ModelContents contents = ProcessFinder.this.contents;
			this.located.values()
				.forEach((model) -> this.inForce.add(
						Bpmn.readModelFromStream(new ByteArrayInputStream(contents.file(model))),
						contents.forms(model.release())));
			return this.inForce;
		}

		/** Elements by their names, as the version in force has them. */
		@Override
		public Map<String, String> told(PastCase one) {
			Map<String, String> told = new LinkedHashMap<>();
			String process = String.valueOf(one.asked().get(RehearsedProcess.PROCESS));
			one.asked().forEach((what, value) -> {
				if (value != null) {
					boolean element = what.equals(RehearsedProcess.AT) || what.equals(RehearsedProcess.REACHED);
					told.put(what, element ? this.inForce.name(process, value.toString()) : value.toString());
				}
			});
			return told;
		}

	}

}
