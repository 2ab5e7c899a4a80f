package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import io.nagare.shared.Refusal;
import io.nagare.workflow.ActorWords;
import io.nagare.workflow.FormField;
import io.nagare.workflow.TableDemand;
import io.nagare.workflow.internal.EngineContext;
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

	private static final String MODELER = "http://camunda.org/schema/modeler/1.0";

	/** How Modeler calls the other engine that it draws for. */
	private static final String CAMUNDA_8 = "Camunda Cloud";

	/** What of a process costs more than its size to follow. */
	private static final Set<String> TOO_LARGE = Set.of("model_nodes", "model_flows");

	private static final Set<String> DATES = Set.of("date");

	private final BpmnCheck bpmnCheck;

	private final CallCheck callCheck;

	private final Verbs verbs;

	private final EngineTables engine;

	/** Asked late, as those below: who knows the words uses the engine himself. */
	private final ObjectProvider<ActorWords> words;

	private final ObjectProvider<TableDemand> demands;

	private final TenantReferences references;

	ModelGate(BpmnCheck bpmnCheck, CallCheck callCheck, Verbs verbs, EngineTables engine,
			ObjectProvider<ActorWords> words, ObjectProvider<TableDemand> demands, TenantReferences references) {
		this.bpmnCheck = bpmnCheck;
		this.callCheck = callCheck;
		this.verbs = verbs;
		this.engine = engine;
		this.words = words;
		this.demands = demands;
		this.references = references;
	}

	/**
	 * Everything there is to say; empty where all is well. Where a tenant's models take
	 * too long, that is all there is to say of them.
	 * @param owner slug of the tenant whose models they would be; null for shared ones
	 * @param deployed finds a form that is in force, where a file refers to it and it is
	 * not among the files
	 */
	List<Refusal.Detail> check(@Nullable String owner, Map<String, byte[]> files,
			Function<String, Optional<Form>> deployed) {
		if (owner == null) {
			return checkAll(null, files, deployed);
		}
		try {
			return CheckDeadline.within(() -> checkAll(owner, files, deployed));
		}
		catch (CheckDeadline.Exceeded ex) {
			return ex.details();
		}
	}

	private List<Refusal.Detail> checkAll(@Nullable String owner, Map<String, byte[]> files,
			Function<String, Optional<Form>> deployed) {
		List<Refusal.Detail> findings = new ArrayList<>();
		if (files.size() > MAX_FILES) {
			return List.of(Refusal.Detail.of(null, "too_many_files", MAX_FILES));
		}
		Map<String, BpmnModelInstance> processes = new LinkedHashMap<>();
		Map<String, DmnModelInstance> tables = new LinkedHashMap<>();
		Map<String, Form> drawnForms = new LinkedHashMap<>();
		Set<String> lists = FormCheck.lists(this.words.stream());
		Map<String, Integer> said = longestSaid(null);
		files.forEach((file, content) -> read(file, content, (here) -> new FormCheck(here, lists, said), processes,
				tables, drawnForms, findings));
		Map<String, Form> forms = new HashMap<>();
		drawnForms.forEach((file, form) -> {
			if (forms.put(form.id(), form) != null) {
				findings.add(Refusal.Detail.of(file, "id_twice", form.id()));
			}
		});
		checkIds(processes, tables, findings);
		Map<String, ProcessModel> others = new HashMap<>();
		layer(null, findings, () -> others.putAll(others(owner, processes.values())));
		Map<String, Set<String>> given = new HashMap<>();
		if (!tables.isEmpty()) {
			layer(null, findings, () -> given.putAll(given(others.values(), processes.values())));
		}
		tables.forEach((file, model) -> layer(file, findings, () -> {
			List<Refusal.Detail> found = DmnCheck.check(file, model,
					(table) -> known(given.getOrDefault(table, Set.of())));
			findings.addAll(found);
			if (found.isEmpty()) {
				new TableCheck(new Findings(file, findings)).check(model);
			}
		}));
		drawnForms.forEach((file, form) -> findings.addAll(this.bpmnCheck.check(file, form)));
		processes.forEach((file, model) -> layer(file, findings,
				() -> missingForms(model, forms.keySet()).forEach((missing) -> deployed.apply(missing)
					.ifPresentOrElse((form) -> forms.put(missing, form),
							() -> unknownForm(new Findings(file, findings), model, missing)))));
		DraftTables drafts = new DraftTables(owner, tables, this.engine);
		Map<String, Set<String>> handed = new HashMap<>();
		layer(null, findings, () -> handed.putAll(handed(others.values(), processes.values())));
		Function<String, @Nullable Set<String>> callers = handed::get;
		Map<String, String> requestTypes = new HashMap<>();
		layer(null, findings, () -> requestTypes.putAll(requestTypes(others, processes.values())));
		Supplier<Map<String, Set<String>>> kept = SingletonSupplier.of(() -> kept(owner, forms.values()));
		processes
			.forEach((file, model) -> check(owner, file, model, forms, drafts, findings, requestTypes, callers, kept));
		if (!isTooLarge(findings)) {
			layer(null, findings, () -> findings.addAll(this.callCheck.check(owner, processes)));
		}
		boolean soundTables = findings.stream()
			.noneMatch((finding) -> ModelRules.refuses(finding) && String.valueOf(finding.field()).contains(".dmn"));
		if (soundTables) {
			layer(null, findings, () -> {
				Set<String> asked = this.demands.stream()
					.flatMap((demand) -> demand.tables().stream())
					.collect(Collectors.toSet());
				others.values().forEach((model) -> asked.addAll(model.tables()));
				new RetiredWordsCheck(drafts, findings).check(processes, drawnForms, forms.values(), others, asked);
			});
		}
		if (!tables.isEmpty() && soundTables) {
			layer(null, findings,
					() -> this.demands.stream()
						.filter((demand) -> drafts.concern(demand.tables()))
						.forEach((demand) -> findings.addAll(demand.check(drafts))));
			layer(null, findings,
					() -> this.demands.forEach((demand) -> demand.given()
						.forEach((key, names) -> findings.addAll(drafts.unread(key, names,
								demand.ofNoPlace().contains(key) ? Set.of() : ReferenceCheck.OFFERED)))));
			layer(null, findings, () -> this.demands
				.forEach((demand) -> demand.read().forEach((key, read) -> findings.addAll(drafts.misread(key, read)))));
			// the product itself begins, whatever somebody made of what all tenants share
			if (owner != null) {
				layer(null, findings, () -> checkAskers(owner, processes, drafts, findings, callers));
			}
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
			DraftTables tables, List<Refusal.Detail> all, Map<String, String> requestTypes,
			Function<String, @Nullable Set<String>> callers, Supplier<Map<String, Set<String>>> kept) {
		List<Refusal.Detail> found = new ArrayList<>();
		checkAll(owner, file, model, forms, tables, found, callers, kept);
		layer(file, found,
				() -> new RequestCheck(new Findings(file, found), requestTypes, this::longestOf).check(model, forms));
		all.addAll(StructureCheck.ofWhatRuns(file, model, found));
	}

	private void checkAll(@Nullable String owner, String file, BpmnModelInstance model, Map<String, Form> forms,
			DraftTables tables, List<Refusal.Detail> findings, Function<String, @Nullable Set<String>> callers,
			Supplier<Map<String, Set<String>>> kept) {
		Findings here = new Findings(file, findings);
		layer(file, findings, () -> findings.addAll(this.bpmnCheck.check(file, model)));
		if (isTooLarge(findings)) {
			return;
		}
		layer(file, findings, () -> {
			ProcessGraph graph = new ProcessGraph(model);
			new StructureCheck(here, graph).check(model);
			Predicate<String> begins = begins(model);
			new StatusCheck(file, graph, begins, findings).check(model);
			Values values = new Values(model, graph, forms::get, begins, callers, this::saidFields);
			new ChoiceCheck(here, graph, values, forms::get).check(model);
			new ExternalTaskCheck(here, this.references.served(owner)).check(model);
			DecisionCheck decisions = new DecisionCheck(model, values, tables, this.verbs,
					(task) -> file + "#" + task.getId(), true, findings);
			// what is shared is deployed bit by bit, when forms of others are not there
			// yet
			ArgumentCheck arguments = new ArgumentCheck(here, this.verbs, tables,
					(field) -> owner == null || kept.get().containsKey(field),
					(field) -> owner == null || kept.get().getOrDefault(field, DATES).equals(DATES));
			new ReferenceCheck(here, arguments, tables, sent(), decisions,
					(team) -> this.references.isAtWork(owner, team), (person) -> this.references.isThere(owner, person))
				.check(model);
		});
		for (UserTask task : model.getModelElementsByType(UserTask.class)) {
			Form form = forms.get(String.valueOf(task.getCamundaFormRef()));
			if (form != null && form.actions().isEmpty()) {
				here.at(task, "form_without_action", form.id());
			}
		}
	}

	/** The processes in force for the owner that are not drawn anew, by their keys. */
	private Map<String, ProcessModel> others(@Nullable String owner, Collection<BpmnModelInstance> drawn) {
		Map<String, ProcessModel> others = this.callCheck.inForce(owner);
		drawn.forEach((model) -> ProcessGraph.executable(model).forEach((process) -> others.remove(process.getId())));
		return others;
	}

	/** What tables are given, by their keys. */
	private Map<String, Set<String>> given(Collection<ProcessModel> others, Collection<BpmnModelInstance> drawn) {
		Map<String, Set<String>> given = new HashMap<>();
		this.demands.forEach((demand) -> demand.given()
			.forEach((table, names) -> given.computeIfAbsent(table, (key) -> new HashSet<>()).addAll(names.keySet())));
		drawn.forEach((model) -> model.getModelElementsByType(BusinessRuleTask.class)
			.forEach((task) -> give(given, String.valueOf(task.getCamundaDecisionRef()),
					Values.parameters(task, CamundaInputParameter.class))));
		others.forEach((model) -> model.tables().forEach((table) -> give(given, table, model.givenTo(table))));
		return given;
	}

	/** What called processes are given, by their keys. */
	private static Map<String, Set<String>> handed(Collection<ProcessModel> others,
			Collection<BpmnModelInstance> drawn) {
		Map<String, Set<String>> handed = new HashMap<>();
		drawn.forEach((model) -> model.getModelElementsByType(CallActivity.class)
			.forEach((call) -> handed.computeIfAbsent(String.valueOf(call.getCalledElement()), (key) -> new HashSet<>())
				.addAll(Values.handed(call))));
		others.forEach((model) -> model.givenToCalled()
			.forEach((called, names) -> handed.computeIfAbsent(called, (key) -> new HashSet<>()).addAll(names)));
		return handed;
	}

	/** Who names nothing gives all that he has. */
	private static void give(Map<String, Set<String>> given, String table, Set<String> names) {
		given.computeIfAbsent(table, (key) -> new HashSet<>()).addAll(names.isEmpty() ? Set.of(Values.ANY) : names);
	}

	private static @Nullable Set<String> known(Set<String> given) {
		if (given.contains(Values.ANY)) {
			return null;
		}
		Set<String> known = new HashSet<>(given);
		known.addAll(ReferenceCheck.OFFERED);
		return known;
	}

	/** Processes in force go on to ask the tables as they will be. */
	private void checkAskers(@Nullable String owner, Map<String, BpmnModelInstance> drawn, DraftTables tables,
			List<Refusal.Detail> findings, Function<String, @Nullable Set<String>> callers) {
		Set<String> anew = drawn.values()
			.stream()
			.flatMap((model) -> ProcessGraph.executable(model).stream())
			.map(Process::getId)
			.collect(Collectors.toSet());
		this.callCheck.asking(owner, tables.drafted(), anew).forEach((asker) -> {
			BpmnModelInstance model = (BpmnModelInstance) asker.process().getModelInstance();
			Values values = new Values(model, new ProcessGraph(model), asker.forms()::get, begins(model), callers,
					this::saidFields);
			DecisionCheck check = new DecisionCheck(model, values, tables, this.verbs,
					(task) -> tables.place(task.getCamundaDecisionRef()), false, findings);
			model.getModelElementsByType(BusinessRuleTask.class)
				.stream()
				.filter((task) -> task.getCamundaDecisionRef() != null
						&& tables.isDrafted(task.getCamundaDecisionRef()))
				.forEach((task) -> tables.model(task.getCamundaDecisionRef())
					.ifPresent((file) -> check.check(task, task.getCamundaDecisionRef(), file)));
		});
	}

	/** A process of so many elements is not even looked at otherwise. */
	private static boolean isTooLarge(List<Refusal.Detail> findings) {
		return findings.stream().map(Refusal.Detail::code).anyMatch(TOO_LARGE::contains);
	}

	/** Which of its processes begin tickets. */
	private Predicate<String> begins(BpmnModelInstance model) {
		return (process) -> beginsTickets(process) || makesRequests(model, process);
	}

	private static boolean makesRequests(BpmnModelInstance model, String process) {
		return model.getModelElementById(process) instanceof Process one
				&& ProcessModel.properties(one).containsKey(ProcessModel.REQUEST_TYPE);
	}

	/** The types of requests as they would be, by the processes that make them. */
	private static Map<String, String> requestTypes(Map<String, ProcessModel> others,
			Collection<BpmnModelInstance> drawn) {
		Map<String, String> types = new HashMap<>();
		others.forEach((key, model) -> {
			if (model.request() != null) {
				types.put(key, model.request().type());
			}
		});
		drawn.stream()
			.flatMap((model) -> ProcessGraph.executable(model).stream())
			.forEach((process) -> Optional.ofNullable(ProcessModel.properties(process).get(ProcessModel.REQUEST_TYPE))
				.ifPresent((type) -> types.put(process.getId(), type)));
		return types;
	}

	/**
	 * The types of the fields that forms keep, by their keys, those of the processes in
	 * force included.
	 */
	private Map<String, Set<String>> kept(@Nullable String owner, Collection<Form> forms) {
		return Stream
			.concat(forms.stream(), this.callCheck.inForce(owner).values().stream().flatMap(ProcessModel::forms))
			.flatMap((form) -> form.components().stream())
			.filter(Form.Component::kept)
			.map(Form.Component::field)
			.collect(Collectors.groupingBy(FormField::key, Collectors.mapping(FormField::type, Collectors.toSet())));
	}

	/** What tickets say themselves, and how long it may be; 0 where it is no text. */
	private Map<String, Integer> longestOf(String process) {
		Map<String, Integer> all = new HashMap<>();
		saidFields(process).forEach((name) -> all.put(name, 0));
		all.putAll(longestSaid(process));
		return all;
	}

	private Map<String, Integer> longestSaid(@Nullable String process) {
		Map<String, Integer> longest = new HashMap<>();
		this.words.forEach((words) -> longest.putAll(words.longestSaid(process)));
		return longest;
	}

	private Set<String> saidFields(String process) {
		return this.words.stream().flatMap((words) -> words.saidFields(process).stream()).collect(Collectors.toSet());
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
			CheckDeadline.demand(file);
			check.run();
		}
		catch (CheckDeadline.Exceeded ex) {
			throw ex;
		}
		catch (RuntimeException | StackOverflowError ex) {
			if (findings.size() == before) {
				findings.add(Refusal.Detail.of(file, "not_understood", String.valueOf(ex.getMessage())));
			}
		}
	}

	private static void read(String file, byte[] content, Function<Findings, FormCheck> checks,
			Map<String, BpmnModelInstance> processes, Map<String, DmnModelInstance> tables, Map<String, Form> forms,
			List<Refusal.Detail> findings) {
		CheckDeadline.demand(file);
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
				if (CAMUNDA_8.equals(model.getDefinitions().getAttributeValueNs(MODELER, "executionPlatform"))) {
					findings.add(Refusal.Detail.of(file, "camunda_8"));
				}
				else if (StructureCheck.knowsAll(new Findings(file, findings), model)) {
					processes.put(file, model);
				}
			}
			else if (file.endsWith(".form")) {
				checks.apply(new Findings(file, findings)).check(content);
				forms.put(file, Form.parse(content));
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

	/** At each element that asks for it, or of the file where none does. */
	private static void unknownForm(Findings here, BpmnModelInstance model, String form) {
		List<BaseElement> asking = Stream
			.<BaseElement>concat(model.getModelElementsByType(Process.class).stream(),
					model.getModelElementsByType(FlowNode.class).stream())
			.filter((element) -> form.equals(ProcessModel.properties(element).get("form"))
					|| (element instanceof UserTask task && form.equals(task.getCamundaFormRef())))
			.toList();
		asking.forEach((element) -> here.at(element, "unknown_form", form));
		if (asking.isEmpty()) {
			here.file("unknown_form", form);
		}
	}

	/** The form as it is in force for the owner. */
	Optional<CamundaFormDefinition> latestForm(String formId, @Nullable String owner) {
		CamundaFormDefinition own = latest(formId, owner);
		return Optional.ofNullable((own == null && owner != null) ? latest(formId, null) : own);
	}

	private @Nullable CamundaFormDefinition latest(String formId, @Nullable String tenant) {
		CamundaFormDefinition form = EngineContext.command()
			.getCamundaFormDefinitionManager()
			.findLatestDefinitionByKeyAndTenantId(formId, tenant);
		return (form != null && this.engine.isLeft(ModelKind.FORM, formId, form.getVersion(), tenant)) ? null : form;
	}

}
