package io.nagare.workflow.internal.difference;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

import io.nagare.shared.Label;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.check.CheckDeadline;
import io.nagare.workflow.internal.difference.ConcernedTickets.InForce;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelVersions;
import io.nagare.workflow.internal.release.ModelVersions.Located;

/**
 * What is otherwise between versions, or in files against what is in force, for the bound
 * tenant and in the caller's language; loosenings first.
 */
@Component
@Transactional(readOnly = true)
public class ModelDifferences {

	private static final Comparator<ModelChange> LOOSENINGS_FIRST = Comparator.comparing(ModelChange::loosens)
		.reversed();

	private final ModelVersions versions;

	private final ModelContents contents;

	private final ConcernedTickets tickets;

	private final MessageSource messages;

	ModelDifferences(ModelVersions versions, ModelContents contents, ConcernedTickets tickets, MessageSource messages) {
		this.versions = versions;
		this.contents = contents;
		this.tickets = tickets;
		this.messages = messages;
	}

	/** Between two versions of one model. */
	public List<ModelChange> between(Located from, Located to) {
		List<ElementChange> changes = switch (from.kind()) {
			case PROCESS -> ProcessDifference.of(side(from), side(to));
			case DECISION -> TableDifference.of(table(from), table(to));
			case FORM -> FormDifference.of(form(from), form(to), null);
		};
		return sentences(to.key(), changes, tickets(from, this.tickets::inForce));
	}

	/**
	 * Of sound files against what is in force.
	 * @throws io.nagare.shared.Refusal MODEL_REJECTED where that takes too long
	 */
	public List<ModelChange> of(Map<String, byte[]> files) {
		return CheckDeadline.within(() -> changes(files));
	}

	private List<ModelChange> changes(Map<String, byte[]> files) {
		List<ModelChange> changes = new ArrayList<>();
		Map<String, Form> forms = new HashMap<>();
		StringBuilder drawn = new StringBuilder();
		Supplier<InForce> inForce = SingletonSupplier.of(this.tickets::inForce);
		files.forEach((file, content) -> {
			if (file.endsWith(".form")) {
				Form form = Form.parse(content);
				forms.put(form.id(), form);
			}
		});
		files.forEach((file, content) -> {
			if (file.endsWith(".bpmn")) {
				drawn.append(new String(content, StandardCharsets.UTF_8));
				ProcessGraph.executable(Bpmn.readModelFromStream(new ByteArrayInputStream(content)))
					.forEach((process) -> changes.addAll(process(process, forms, inForce)));
			}
			else if (file.endsWith(".dmn")) {
				changes.addAll(tables(file, Dmn.readModelFromStream(new ByteArrayInputStream(content)), inForce));
			}
		});
		forms.values()
			.stream()
			.filter((form) -> !drawn.toString().contains('"' + form.id() + '"'))
			.forEach((form) -> this.versions.inForce(ModelKind.FORM, form.id())
				.ifPresent((now) -> changes
					.addAll(sentences(form.id(), FormDifference.of(form(now), form, null), Map.of()))));
		return changes.stream().sorted(LOOSENINGS_FIRST).toList();
	}

	private List<ModelChange> process(Process process, Map<String, Form> drafts, Supplier<InForce> inForce) {
		String key = process.getId();
		Optional<Located> now = this.versions.inForce(ModelKind.PROCESS, key);
		if (now.isEmpty()) {
			return sentences(key, List.of(ElementChange.at(null, "model_added", key)), Map.of());
		}
		Map<String, Form> forms = new HashMap<>(this.contents.forms(now.get().release()));
		forms.putAll(drafts);
		return sentences(key, ProcessDifference.of(side(now.get()), new ProcessDifference.Side(process, forms)),
				tickets(now.get(), inForce));
	}

	private List<ModelChange> tables(String file, DmnModelInstance draft, Supplier<InForce> inForce) {
		List<ModelChange> changes = new ArrayList<>();
		Map<String, DmnModelInstance> read = new HashMap<>();
		for (Decision decision : draft.getModelElementsByType(Decision.class)) {
			CheckDeadline.demand(file + "#" + decision.getId());
			Optional<Located> now = this.versions.inForce(ModelKind.DECISION, decision.getId());
			List<ElementChange> found = now
				.map((one) -> TableDifference
					.of(read.computeIfAbsent(one.release() + "/" + one.file(), (at) -> tables(one))
						.getModelElementById(one.key()), decision))
				.orElseGet(() -> List.of(ElementChange.at(null, "model_added", decision.getId())));
			changes
				.addAll(sentences(decision.getId(), found, now.map((one) -> tickets(one, inForce)).orElse(Map.of())));
		}
		return changes;
	}

	private ProcessDifference.Side side(Located version) {
		Process process = Bpmn.readModelFromStream(new ByteArrayInputStream(this.contents.file(version)))
			.getModelElementById(version.key());
		return new ProcessDifference.Side(process, this.contents.forms(version.release()));
	}

	private Decision table(Located version) {
		return tables(version).getModelElementById(version.key());
	}

	private DmnModelInstance tables(Located version) {
		return Dmn.readModelFromStream(new ByteArrayInputStream(this.contents.file(version)));
	}

	private Form form(Located version) {
		return Form.parse(this.contents.file(version));
	}

	private Map<String, Integer> tickets(Located model, Supplier<InForce> inForce) {
		return switch (model.kind()) {
			case PROCESS -> side(model).concerned(this.tickets.ofProcess(model.key()));
			case DECISION -> this.tickets.ofTable(model.key(), inForce.get());
			case FORM -> Map.of();
		};
	}

	private List<ModelChange> sentences(String key, List<ElementChange> changes, Map<String, Integer> tickets) {
		Locale locale = LocaleContextHolder.getLocale();
		return changes.stream()
			.map((change) -> new ModelChange(key, change.element(), change.rule(), change.loosens(),
					sentence(change, locale),
					tickets.getOrDefault(tickets.containsKey(ConcernedTickets.ALL)
							&& (change.element() == null || tickets.size() == 1) ? ConcernedTickets.ALL
									: String.valueOf(change.element()),
							0)))
			.distinct()
			.sorted(LOOSENINGS_FIRST)
			.toList();
	}

	private String sentence(ElementChange change, Locale locale) {
		Object[] args = change.args()
			.stream()
			.map((arg) -> (arg instanceof Label label) ? label.in(locale) : String.valueOf(arg))
			.toArray();
		String name = "difference." + change.rule();
		return String.valueOf(this.messages.getMessage(name, args, name, locale));
	}

	/**
	 * Something that is otherwise.
	 *
	 * @param model key of the process, table or form
	 * @param element where in it; null for the model as a whole
	 * @param rule a stable word for what sort of change it is
	 * @param loosens whether less is asked, told or checked than before
	 * @param message the sentence
	 * @param tickets how many running tickets it concerns: those that rest at the element
	 * or may pass it next, or all that run on the model
	 */
	public record ModelChange(String model, @Nullable String element, String rule, boolean loosens, String message,
			int tickets) {
	}

}
