package io.nagare.workflow.internal.check;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.internal.EngineCommands;
import io.nagare.workflow.internal.model.Form;

/** Asks the gate as a deployment does, and lets nothing in. */
@Component
class CheckedModels implements ModelChecks {

	private static final Comparator<ModelFinding> ORDER = Comparator.comparing(ModelFinding::severity)
		.thenComparing((finding) -> String.valueOf(finding.file()))
		.thenComparing((finding) -> String.valueOf(finding.element()));

	private final EngineCommands commands;

	private final ModelGate gate;

	private final RefusalWords words;

	private final MessageSource messages;

	CheckedModels(ProcessEngine engine, ModelGate gate, RefusalWords words, MessageSource messages) {
		this.commands = new EngineCommands(engine);
		this.gate = gate;
		this.words = words;
		this.messages = messages;
	}

	@Override
	@Transactional(readOnly = true)
	public List<ModelFinding> check(Map<String, byte[]> files) {
		Locale locale = LocaleContextHolder.getLocale();
		return found(files).stream().map((detail) -> finding(detail, locale)).sorted(ORDER).toList();
	}

	@Override
	@Transactional(readOnly = true)
	public void demand(Map<String, byte[]> files) {
		List<Refusal.Detail> wrong = found(files).stream().filter(ModelRules::refuses).toList();
		if (!wrong.isEmpty()) {
			throw new Refusal(Refusal.Kind.MODEL_REJECTED, wrong);
		}
	}

	private List<Refusal.Detail> found(Map<String, byte[]> files) {
		String owner = Tenancy.current().map(TenantId::slug).orElse(null);
		return this.commands.run(() -> this.gate.check(owner, files, (formId) -> deployed(formId, owner)));
	}

	private Optional<Form> deployed(String formId, @Nullable String owner) {
		return this.gate.latestForm(formId, owner)
			.map((form) -> Form.parse(this.commands.file(form.getDeploymentId(), form.getResourceName())));
	}

	private ModelFinding finding(Refusal.Detail detail, Locale locale) {
		String place = detail.field();
		int sign = (place != null) ? place.indexOf('#') : -1;
		String file = (place == null || sign < 0) ? place : place.substring(0, sign);
		String element = (place == null || sign < 0) ? null : place.substring(sign + 1);
		String help = this.messages.getMessage("help." + detail.code(), detail.args().toArray(), "", locale);
		return new ModelFinding(ModelRules.severity(detail), file, element, detail.code(),
				this.words.sentence(detail, locale), (help == null || help.isEmpty()) ? null : help);
	}

}
