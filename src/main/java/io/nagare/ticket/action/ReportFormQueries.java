package io.nagare.ticket.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Category;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.SaidFields;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.choice.OrganizationChoices;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;
import io.nagare.workflow.ReportForms;
import io.nagare.workflow.RequestModels.RequestModel;

/** What the callers fill in to report tickets, as the models in force say it. */
@Component
public class ReportFormQueries {

	/**
	 * What is asked of what a ticket says itself, by the lists that forms name for it.
	 */
	private static final Map<String, String> TYPES = Map.of("priorities", "priority", "categories", "category", "items",
			"cis", "tags", "tags");

	private final ReportForms forms;

	private final PriorityScales scales;

	private final OrganizationChoices choices;

	private final Directory directory;

	private final TicketFieldsReader reader;

	private final CurrentCaller callers;

	ReportFormQueries(ReportForms forms, PriorityScales scales, OrganizationChoices choices, Directory directory,
			TicketFieldsReader reader, CurrentCaller callers) {
		this.reader = reader;
		this.forms = forms;
		this.scales = scales;
		this.choices = choices;
		this.directory = directory;
		this.callers = callers;
	}

	/**
	 * The fields in the order of the form, without those that the caller may not say, and
	 * after them what a report must say and the form does not ask for.
	 * @param reporter on whose behalf it is reported, whose devices are offered; null for
	 * the caller himself
	 * @throws Refusal FORBIDDEN for who may not report such a ticket, or not for others,
	 * VALIDATION_FAILED for a reporter whom nobody reports for
	 */
	@Transactional(readOnly = true)
	public List<FieldView> of(TicketType<?, ?> type, @Nullable UUID reporter) {
		Caller caller = this.callers.requireMember();
		caller.demand(type.kind() + ":create");
		if (reporter != null && !reporter.equals(caller.userId())) {
			demandReporter(type, reporter, caller);
		}
		List<FormField> asked = this.forms.of(type.process()).orElse(List.of());
		Set<String> hidden = SaidFields.hidden(type, caller);
		List<FormField> fields = new ArrayList<>(
				asked.stream().filter((field) -> !hidden.contains(field.key())).toList());
		Set<String> lacking = new LinkedHashSet<>(type.required());
		asked.forEach((field) -> lacking.remove(field.key()));
		lacking.stream().sorted().map(ReportFormQueries::demanded).forEach(fields::add);
		Map<String, Object> context = context(type, fields, (reporter != null) ? reporter : caller.userId());
		return fields.stream().map((field) -> FieldView.of(drawn(type, field), context)).toList();
	}

	/** What is filled in to ask for what a model makes, with the caller's devices. */
	@Transactional(readOnly = true)
	public List<FieldView> of(RequestModel model) {
		UUID caller = this.callers.requireMember().userId();
		Map<String, Object> context = new HashMap<>();
		model.fields()
			.stream()
			.flatMap((field) -> Stream.ofNullable(field.optionsFrom()))
			.distinct()
			.forEach((word) -> listed(word, caller).ifPresent((options) -> context.put(word, options)));
		return model.fields().stream().map((field) -> FieldView.of(field, context)).toList();
	}

	/** Whose devices are told is somebody for whom the caller may report. */
	private void demandReporter(TicketType<?, ?> type, UUID reporter, Caller caller) {
		if (!caller.may(type.kind() + ":report_for_others")) {
			throw caller.lacking(type.kind() + ":report_for_others", "reporter_id", "agents_only");
		}
		caller.demand("cmdb:read");
		if (this.directory.user(reporter).filter(User::isActive).isEmpty()) {
			throw Refusal.invalid("reporter_id", "unknown_user");
		}
	}

	/** What the API asks for in any case. */
	private static FormField demanded(String name) {
		FormField.Help help = new FormField.Help(null, null, null, List.of());
		return new FormField(name, Texts.find("report.field." + name).orElseGet(() -> Label.said(name)), "textfield",
				true, FormField.Limits.NONE, help, List.of(), name.equals("priority") ? "priorities" : null);
	}

	/**
	 * The widget is up to the list. What the API demands the form can't let go, nor the
	 * limits that it keeps to, and a priority stands there from the first.
	 */
	private FormField drawn(TicketType<?, ?> type, FormField field) {
		@Nullable String list = field.optionsFrom();
		String component = (list != null) ? TYPES.getOrDefault(list, field.type()) : field.type();
		FormField.Help help = field.help();
		if ("priorities".equals(list) && help.initial() == null) {
			help = new FormField.Help(help.remark(), help.description(), this.scales.usual(type), help.askedWhen());
		}
		return new FormField(field.key(), field.label(), component,
				field.required() || type.required().contains(field.key()), field.limits(), help, field.options(), list)
			.within(this.reader.limits(type, field.key()));
	}

	private Map<String, Object> context(TicketType<?, ?> type, List<FormField> fields, UUID reporter) {
		Map<String, Object> context = new HashMap<>(type.reportContext());
		fields.stream()
			.flatMap((field) -> Stream.ofNullable(field.optionsFrom()))
			.distinct()
			.forEach((word) -> options(type, word, reporter).ifPresent((options) -> context.put(word, options)));
		return context;
	}

	/** People and items are looked for by name, and not listed. */
	private Optional<List<FormField.Option>> options(TicketType<?, ?> type, String word, UUID reporter) {
		return switch (word) {
			case "priorities" -> Optional.of(this.scales.labels(type)
				.entrySet()
				.stream()
				.map((one) -> new FormField.Option(one.getKey(), one.getValue().both()))
				.toList());
			case "categories" -> Optional.of(this.directory.categories()
				.stream()
				.filter(Category::isActive)
				.map((category) -> new FormField.Option(category.id().toString(), Label.said(category.name()).both()))
				.toList());
			default -> listed(word, reporter);
		};
	}

	private Optional<List<FormField.Option>> listed(String word, UUID person) {
		return ChoiceList.of(word)
			.filter((list) -> list != ChoiceList.PEOPLE)
			.map((list) -> this.choices.options(list, List.of(person)));
	}

}
