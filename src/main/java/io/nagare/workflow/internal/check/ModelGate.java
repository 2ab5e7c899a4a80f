package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import io.nagare.directory.ExternalTaskWorkers;
import io.nagare.shared.Refusal;
import io.nagare.workflow.ActorWords;
import io.nagare.workflow.TableDemand;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.Verbs;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * Everything that is wrong with a set of models: whether their files can be read, the
 * rules of our own, what modules demand of tables, and the engine's own reader. All of it
 * is told at once, and whatever a file holds, something is told of it and nothing breaks.
 * Used inside a command of the engine.
 */
@Component
class ModelGate {

	private static final int MAX_FILE = 2_000_000;

	private static final int MAX_FILES = 200;

	/** What of a process costs more than its size to follow. */
	private static final Set<String> TOO_LARGE = Set.of("model_nodes", "model_flows");

	private final BpmnCheck bpmnCheck;

	private final CallCheck callCheck;

	private final Verbs verbs;

	private final EngineTables engine;

	/** Asked late, as those below: who knows the words uses the engine himself. */
	private final ObjectProvider<ActorWords> words;

	private final ObjectProvider<TableDemand> demands;

	private final ObjectProvider<ExternalTaskWorkers> workers;

	ModelGate(BpmnCheck bpmnCheck, CallCheck callCheck, Verbs verbs, EngineTables engine,
			ObjectProvider<ActorWords> words, ObjectProvider<TableDemand> demands,
			ObjectProvider<ExternalTaskWorkers> workers) {
		this.bpmnCheck = bpmnCheck;
		this.callCheck = callCheck;
		this.verbs = verbs;
		this.engine = engine;
		this.words = words;
		this.demands = demands;
		this.workers = workers;
	}

	/**
	 * Everything there is to say; empty where all is well.
	 * @param owner slug of the tenant whose models they would be; null for shared ones
	 * @param deployed finds a form that is in force, where a file refers to it and it is
	 * not among the files
	 */
	List<Refusal.Detail> check(@Nullable String owner, Map<String, byte[]> files,
			Function<String, Optional<Form>> deployed) {
		List<Refusal.Detail> findings = new ArrayList<>();
		if (files.size() > MAX_FILES) {
			return List.of(Refusal.Detail.of(null, "too_many_files", MAX_FILES));
		}
		Map<String, BpmnModelInstance> processes = new LinkedHashMap<>();
		Map<String, DmnModelInstance> tables = new LinkedHashMap<>();
		Map<String, Form> forms = new HashMap<>();
		files.forEach((file, content) -> read(file, content, processes, tables, forms, findings));
		checkIds(processes, tables, findings);
		tables.forEach((file, model) -> layer(file, findings, () -> {
			List<Refusal.Detail> found = DmnCheck.check(file, model);
			findings.addAll(found);
			if (found.isEmpty()) {
				new TableCheck(new Findings(file, findings)).check(model);
			}
		}));
		forms.values().forEach((form) -> findings.addAll(this.bpmnCheck.check(form)));
		processes.forEach((file, model) -> layer(file, findings,
				() -> missingForms(model, forms.keySet()).forEach((missing) -> deployed.apply(missing)
					.ifPresentOrElse((form) -> forms.put(missing, form),
							() -> unknownForm(new Findings(file, findings), model, missing)))));
		DraftTables drafts = new DraftTables(owner, tables, this.engine);
		processes.forEach((file, model) -> check(owner, file, model, forms, drafts, findings));
		if (!isTooLarge(findings)) {
			layer(null, findings, () -> findings.addAll(this.callCheck.check(owner, processes)));
		}
		boolean soundTables = findings.stream()
			.noneMatch((finding) -> ModelRules.refuses(finding) && String.valueOf(finding.field()).contains(".dmn"));
		if (!tables.isEmpty() && soundTables) {
			layer(null, findings,
					() -> this.demands.stream()
						.filter((demand) -> drafts.concern(demand.tables()))
						.forEach((demand) -> findings.addAll(demand.check(drafts))));
		}
		if (!isTooLarge(findings)) {
			processes.keySet()
				.forEach((file) -> EngineParse.process(new Findings(file, findings),
						files.getOrDefault(file, new byte[0])));
		}
		tables.forEach((file, model) -> EngineParse.table(new Findings(file, findings), model));
		return findings.stream().distinct().toList();
	}

	private void check(@Nullable String owner, String file, BpmnModelInstance model, Map<String, Form> forms,
			DraftTables tables, List<Refusal.Detail> all) {
		List<Refusal.Detail> found = new ArrayList<>();
		checkAll(owner, file, model, forms, tables, found);
		all.addAll(StructureCheck.ofWhatRuns(file, model, found));
	}

	private void checkAll(@Nullable String owner, String file, BpmnModelInstance model, Map<String, Form> forms,
			DraftTables tables, List<Refusal.Detail> findings) {
		Findings here = new Findings(file, findings);
		layer(file, findings, () -> findings.addAll(this.bpmnCheck.check(file, model)));
		if (isTooLarge(findings)) {
			return;
		}
		layer(file, findings, () -> {
			ProcessGraph graph = new ProcessGraph(model);
			new StructureCheck(here, graph).check(model);
			Predicate<String> begins = (process) -> beginsTickets(process) || makesRequests(model, process);
			new StatusCheck(file, graph, begins, findings).check(model);
			Values values = new Values(model, graph, forms::get, begins);
			new RequestCheck(here, this.callCheck.inForce(owner)).check(model, forms);
			new ChoiceCheck(here, graph, values, forms::get).check(model);
			new ExternalTaskCheck(here, served(owner)).check(model);
			new ReferenceCheck(here, this.verbs, tables, sent(), values).check(model);
		});
		for (UserTask task : model.getModelElementsByType(UserTask.class)) {
			Form form = forms.get(String.valueOf(task.getCamundaFormRef()));
			if (form != null && form.actions().isEmpty()) {
				here.at(task, "form_without_action", form.id());
			}
		}
	}

	/** A process of so many elements is not even looked at otherwise. */
	private static boolean isTooLarge(List<Refusal.Detail> findings) {
		return findings.stream().map(Refusal.Detail::code).anyMatch(TOO_LARGE::contains);
	}

	/** Nobody's programs serve a model that all tenants share. */
	private @Nullable Set<String> served(@Nullable String owner) {
		return (owner == null) ? null
				: this.workers.stream()
					.flatMap((workers) -> workers.topics().stream())
					.collect(Collectors.toUnmodifiableSet());
	}

	private static boolean makesRequests(BpmnModelInstance model, String process) {
		return model.getModelElementById(process) instanceof Process one
				&& ProcessModel.properties(one).containsKey(ProcessModel.REQUEST_TYPE);
	}

	private boolean beginsTickets(String process) {
		return this.words.stream().anyMatch((words) -> words.beginsTickets(process));
	}

	private Set<String> sent() {
		return this.words.stream().flatMap((words) -> words.messages().stream()).collect(Collectors.toSet());
	}

	/** A layer that cannot make sense of a file says so of the file. */
	private static void layer(@Nullable String file, List<Refusal.Detail> findings, Runnable check) {
		int before = findings.size();
		try {
			check.run();
		}
		catch (RuntimeException | StackOverflowError ex) {
			if (findings.size() == before) {
				findings.add(Refusal.Detail.of(file, "not_understood", String.valueOf(ex.getMessage())));
			}
		}
	}

	private static void read(String file, byte[] content, Map<String, BpmnModelInstance> processes,
			Map<String, DmnModelInstance> tables, Map<String, Form> forms, List<Refusal.Detail> findings) {
		if (content.length > MAX_FILE) {
			findings.add(Refusal.Detail.of(file, "too_large", MAX_FILE / 1_000_000));
			return;
		}
		if (file.length() > BpmnCheck.MAX_NAME) {
			findings.add(Refusal.Detail.of(file, "too_long_name", BpmnCheck.MAX_NAME));
			return;
		}
		Refusal.Detail bounds = file.endsWith(".form") ? null : FileBounds.exceeded(file, content);
		if (bounds != null) {
			findings.add(bounds);
			return;
		}
		try {
			if (file.endsWith(".bpmn")) {
				BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
				if (StructureCheck.knowsAll(new Findings(file, findings), model)) {
					processes.put(file, model);
				}
			}
			else if (file.endsWith(".form")) {
				new FormCheck(new Findings(file, findings)).check(content);
				Form form = Form.parse(content);
				if (forms.put(form.id(), form) != null) {
					findings.add(Refusal.Detail.of(file, "id_twice", form.id()));
				}
			}
			else if (file.endsWith(".dmn")) {
				tables.put(file, Dmn.readModelFromStream(new ByteArrayInputStream(content)));
			}
			else {
				findings.add(Refusal.Detail.of(file, "unknown_model_type"));
			}
		}
		catch (Form.TooLarge ex) {
			new Findings(file, findings).file(FormCheck.rule(ex.limit()), ex.limit().most());
		}
		catch (RuntimeException | StackOverflowError ex) {
			findings.add(Refusal.Detail.of(file, "unreadable_model", reason(ex)));
		}
	}

	/** With the line, where the reader knows it. */
	private static String reason(Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof SAXParseException ex) {
				return ex.getLineNumber() + ":" + ex.getColumnNumber() + " " + ex.getMessage();
			}
			if (at instanceof SAXException ex && ex.getCause() == null) {
				// what the schema says of a file that came from nowhere
				return String.valueOf(ex.getMessage()).replace("URI=null ", "");
			}
		}
		return String.valueOf(failure.getMessage());
	}

	private static void checkIds(Map<String, BpmnModelInstance> processes, Map<String, DmnModelInstance> tables,
			List<Refusal.Detail> findings) {
		Map<String, String> seen = new HashMap<>();
		processes.forEach((file, model) -> model.getModelElementsByType(Process.class)
			.stream()
			.filter(Process::isExecutable)
			.forEach((process) -> once(seen, file, String.valueOf(process.getId()), findings)));
		Map<String, String> decisions = new HashMap<>();
		tables.forEach((file, model) -> model.getModelElementsByType(Decision.class)
			.stream()
			.filter((decision) -> decision.getId() != null)
			.forEach((decision) -> once(decisions, file, decision.getId(), findings)));
	}

	private static void once(Map<String, String> seen, String file, String id, List<Refusal.Detail> findings) {
		if (seen.put(id, file) != null) {
			findings.add(Refusal.Detail.of(file + "#" + id, "id_twice", id));
		}
	}

	private static Set<String> missingForms(BpmnModelInstance model, Set<String> present) {
		Set<String> missing = new LinkedHashSet<>();
		for (UserTask task : model.getModelElementsByType(UserTask.class)) {
			if (task.getCamundaFormRef() != null) {
				missing.add(task.getCamundaFormRef());
			}
		}
		missing.addAll(BpmnCheck.messageForms(model));
		missing.removeAll(present);
		return missing;
	}

	/** At each task that asks for it, or of the file where none does. */
	private static void unknownForm(Findings here, BpmnModelInstance model, String form) {
		List<UserTask> tasks = model.getModelElementsByType(UserTask.class)
			.stream()
			.filter((task) -> form.equals(task.getCamundaFormRef()))
			.toList();
		tasks.forEach((task) -> here.at(task, "unknown_form", form));
		if (tasks.isEmpty()) {
			here.file("unknown_form", form);
		}
	}

	/** The form as it is in force for the owner. */
	Optional<CamundaFormDefinition> latestForm(String formId, @Nullable String owner) {
		CamundaFormDefinition own = latest(formId, owner);
		return Optional.ofNullable((own == null && owner != null) ? latest(formId, null) : own);
	}

	private @Nullable CamundaFormDefinition latest(String formId, @Nullable String tenant) {
		CamundaFormDefinition form = Context.getCommandContext()
			.getCamundaFormDefinitionManager()
			.findLatestDefinitionByKeyAndTenantId(formId, tenant);
		return (form != null && this.engine.isLeft(ModelKind.FORM, formId, form.getVersion(), tenant)) ? null : form;
	}

}
