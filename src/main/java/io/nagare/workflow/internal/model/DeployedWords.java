package io.nagare.workflow.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.workflow.FormField;
import io.nagare.workflow.KeptFields;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.WordList;
import io.nagare.workflow.internal.EngineTables;

/**
 * The words of the models in force: statuses, what their forms offer, and of which lists.
 */
@Component
public class DeployedWords implements WordList, KeptFields {

	/** The fields whose choices are lists of words, each with the name of its list. */
	private static final Map<String, String> LISTS = Map.of("hold_reason", "hold_reasons", "resolution_code",
			"resolution_codes", "outcome", "outcomes", "cause_code", "cause_codes");

	/** What of a ticket has words that are data, too, though no form's. */
	private static final Map<String, String> OTHERS = Map.of("priority", "priorities");

	private final EngineTables tables;

	private final ProcessModels models;

	DeployedWords(EngineTables tables, ProcessModels models) {
		this.tables = tables;
		this.models = models;
	}

	/** The list that has the words of a field; null where any text may stand there. */
	public static @Nullable String listOf(String field) {
		return LISTS.getOrDefault(field, OTHERS.get(field));
	}

	@Override
	public Map<String, List<Word>> words() {
		Map<String, Map<String, Word>> lists = new LinkedHashMap<>();
		lists.put(STATUSES, new LinkedHashMap<>());
		for (EngineTables.Model process : this.tables.processes(Tenancy.require().slug())) {
			ProcessModel model = this.models.of(process.id());
			String kind = (model.request() != null) ? "request" : process.key().split("-", 2)[0];
			for (ProcessModel.Element element : model.elements()) {
				String status = element.status();
				Phase phase = element.phase();
				if (status != null && phase != null) {
					add(lists, STATUSES, status, label(element, status), phase.word(), process.key());
					addOfKind(lists, kind, status, element, phase, process.key());
				}
				if (element.form() != null) {
					element.form().components().forEach((component) -> {
						String list = LISTS.get(component.field().key());
						if (list != null) {
							addChoices(lists, list, component.field(), process.key());
						}
						if (component.kept()) {
							addField(lists, component.field(), process.key());
						}
					});
				}
			}
			reported(model).forEach((field) -> addField(lists, field, process.key()));
		}
		Map<String, KeptField> types = fields();
		lists.getOrDefault(FIELDS, new LinkedHashMap<>())
			.replaceAll((key, word) -> word.of(Objects.requireNonNull(types.get(key), key).type()));
		Map<String, List<Word>> words = new LinkedHashMap<>();
		lists.forEach((name, all) -> words.put(name, List.copyOf(all.values())));
		return words;
	}

	@Override
	public Map<String, KeptField> fields() {
		Map<String, KeptField> fields = new LinkedHashMap<>();
		for (EngineTables.Model process : this.tables.processes(Tenancy.require().slug())) {
			ProcessModel model = this.models.of(process.id());
			Stream<FormField> kept = model.elements()
				.stream()
				.map(ProcessModel.Element::form)
				.filter(Objects::nonNull)
				.flatMap((form) -> form.components().stream())
				.filter(Form.Component::kept)
				.map(Form.Component::field);
			Stream.concat(kept, reported(model))
				.forEach((field) -> fields.merge(field.key(), KeptField.of(field), KeptField::with));
		}
		return fields;
	}

	/** What stays on a ticket of the form that is filled in to report it. */
	private static Stream<FormField> reported(ProcessModel model) {
		RequestModels.RequestModel request = model.request();
		if (request != null) {
			return request.fields().stream();
		}
		Form form = model.form();
		return (form != null) ? form.components().stream().filter(Form.Component::kept).map(Form.Component::field)
				: Stream.of();
	}

	/** What an answer that stays on the ticket is called, and what its choices are. */
	private static void addField(Map<String, Map<String, Word>> lists, FormField field, String process) {
		add(lists, FIELDS, field.key(), field.label(), null, process);
		addChoices(lists, WordList.ofField(field.key()), field, process);
	}

	private static void addChoices(Map<String, Map<String, Word>> lists, String list, FormField field, String process) {
		field.options().forEach((option) -> add(lists, list, option.value(), Label.of(option.label()), null, process));
	}

	/** A status that tickets of one kind call, or mean, otherwise than others. */
	private static void addOfKind(Map<String, Map<String, Word>> lists, String kind, String status,
			ProcessModel.Element element, Phase phase, String process) {
		Optional<Label> called = Texts.find("status." + kind + "." + status);
		Word known = Objects.requireNonNull(Objects.requireNonNull(lists.get(STATUSES), STATUSES).get(status), status);
		if (called.isPresent() || !phase.word().equals(known.phase())) {
			add(lists, STATUSES + "." + kind, status, called.orElseGet(() -> label(element, status)), phase.word(),
					process);
		}
	}

	/** Of one that a process owner made up, the step's name says best what it is. */
	private static Label label(ProcessModel.Element element, String status) {
		Label name = element.label();
		return Texts.find("status." + status).orElse((name != null) ? name : Label.said(status));
	}

	private static void add(Map<String, Map<String, Word>> lists, String list, String value, Label label,
			@Nullable String phase, String process) {
		lists.computeIfAbsent(list, (name) -> new LinkedHashMap<>()).compute(value, (key, known) -> {
			if (known == null) {
				return new Word(value, label, phase, List.of(process));
			}
			if (known.processes().contains(process)) {
				return known;
			}
			List<String> processes = new ArrayList<>(known.processes());
			processes.add(process);
			return new Word(value, known.label(), known.phase(), List.copyOf(processes));
		});
	}

}
