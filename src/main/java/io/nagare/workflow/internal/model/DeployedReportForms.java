package io.nagare.workflow.internal.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.workflow.ActorWords;
import io.nagare.workflow.FormField;
import io.nagare.workflow.ReportForms;
import io.nagare.workflow.internal.EngineTables;

/** Reads the forms from the processes in force. */
@Component
class DeployedReportForms implements ReportForms {

	private final ModelsInForce inForce;

	private final EngineTables tables;

	private final ProcessModels models;

	private final DeployedRetiredWords retired;

	private final ObjectProvider<ActorWords> words;

	DeployedReportForms(ModelsInForce inForce, EngineTables tables, ProcessModels models, DeployedRetiredWords retired,
			ObjectProvider<ActorWords> words) {
		this.words = words;
		this.inForce = inForce;
		this.tables = tables;
		this.models = models;
		this.retired = retired;
	}

	@Override
	public Optional<List<FormField>> of(String process) {
		return this.inForce.called(process)
			.map((definition) -> this.models.of(definition).form())
			.map((form) -> fields(form, (key) -> true))
			.or(() -> shared(process).map((form) -> fields(form, said(process)::contains)));
	}

	private List<FormField> fields(Form form, Predicate<String> wanted) {
		return form.fieldsOf(null)
			.stream()
			.filter((field) -> wanted.test(field.key()))
			.map(this.retired::offered)
			.toList();
	}

	/**
	 * A process that names no form takes no answers, so that nothing else may be asked.
	 */
	private Set<String> said(String process) {
		return this.words.stream().flatMap((words) -> words.saidFields(process).stream()).collect(Collectors.toSet());
	}

	private Optional<Form> shared(String process) {
		return this.tables.processes(null)
			.stream()
			.filter((one) -> one.key().equals(process))
			.map((one) -> this.models.of(one.id()).form())
			.filter(Objects::nonNull)
			.findFirst();
	}

}
