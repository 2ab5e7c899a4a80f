package io.nagare.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.MemoryKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.drools.util.PortablePath;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

import org.springframework.util.ClassUtils;

/**
 * One compiled file of rules. Immutable; each call works in a session of its own.
 *
 * @param name what callers ask for, such as {@code incident/priority-modifiers}
 * @param version 0 for the shipped one
 * @param base the rules as Drools holds them
 * @param facts the classes of facts that the file imports, by their simple names
 */
record RuleSet(String name, int version, KieBase base, Map<String, Class<?>> facts) {

	/** Rules that have not come to rest by then wake each other up for ever. */
	private static final int LIMIT = 50;

	/**
	 * Compiles rules written in DRL.
	 * @throws BrokenRules with all errors, and with all that is out of the rules' reach
	 */
	static RuleSet compile(String name, int version, String drl, ClassLoader classes) {
		KieServices kie = KieServices.get();
		// a name nobody else has: the repository belongs to the JVM, not to us
		ReleaseId id = kie.newReleaseId("io.nagare.rules", name.replace('/', '.'), UUID.randomUUID().toString());
		try {
			List<BrokenRules.Finding> unbounded = DrlErrors.unbounded(drl);
			if (!unbounded.isEmpty()) {
				throw new BrokenRules("rules/" + name + ".drl", unbounded);
			}
			if (!build(id, name, drl, classes).isEmpty()) {
				throw new BrokenRules("rules/" + name + ".drl",
						DrlErrors.find(drl, (part) -> build(id, name, part, classes)));
			}
			return new RuleSet(name, version,
					RuleBudget.build(name, () -> kie.newKieContainer(id, classes).getKieBase()), facts(drl, classes));
		}
		catch (StackOverflowError ex) {
			throw new BrokenRules("rules/" + name + ".drl",
					List.of(new BrokenRules.Finding(1, "Nested too deeply for the compiler")));
		}
		finally {
			kie.getRepository().removeKieModule(id);
		}
	}

	/** Compiles into the repository of Drools and says what is wrong. */
	private static List<String> build(ReleaseId id, String name, String drl, ClassLoader classes) {
		KieServices kie = KieServices.get();
		KieFileSystem files = kie.newKieFileSystem();
		files.generateAndWritePomXML(id);
		files.write("src/main/resources/rules/" + name + ".drl", drl);
		KieBuilder builder = kie.newKieBuilder(files, classes).buildAll(ExecutableModelProject.class);
		List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
		if (!errors.isEmpty()) {
			return sentences(errors);
		}
		InternalKieModule module = (InternalKieModule) builder.getKieModule();
		List<String> beyond = RuleTypePolicy.beyond(compiled(module), classes);
		if (beyond.isEmpty()) {
			meter(module);
		}
		return beyond;
	}

	/**
	 * Puts the metered classes in the place of the compiled ones, before any is loaded.
	 */
	private static void meter(InternalKieModule module) {
		InternalKieModule inner = (module instanceof CanonicalKieModule canonical) ? canonical.getInternalKieModule()
				: module;
		MemoryFileSystem files = ((MemoryKieModule) inner).getMemoryFileSystem();
		List.copyOf(module.getFileNames())
			.stream()
			.filter((file) -> file.endsWith(".class"))
			.forEach((file) -> files.write(PortablePath.of(file), RuleMeter.metered(module.getBytes(file)), true));
	}

	/** What is wrong, without the listings of generated code that go with it. */
	private static List<String> sentences(List<Message> errors) {
		return errors.stream()
			.map((error) -> error.getText().strip())
			.filter((text) -> !text.startsWith("Java source of"))
			.distinct()
			.toList();
	}

	private static List<byte[]> compiled(InternalKieModule module) {
		return module.getFileNames().stream().filter((file) -> file.endsWith(".class")).map(module::getBytes).toList();
	}

	private static Map<String, Class<?>> facts(String drl, ClassLoader classes) {
		Map<String, Class<?>> facts = new TreeMap<>();
		for (String imported : DrlErrors.imports(drl)) {
			if (ClassUtils.isPresent(imported, classes)) {
				Class<?> type = ClassUtils.resolveClassName(imported, classes);
				facts.put(type.getSimpleName(), type);
			}
		}
		facts.values().removeIf((type) -> !type.isAnnotationPresent(Fact.class));
		return Map.copyOf(facts);
	}

	/** The names of all its rules. */
	Set<String> rules() {
		return this.base.getKiePackages()
			.stream()
			.flatMap((part) -> part.getRules().stream())
			.map((rule) -> rule.getName())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Lets the rules work on the facts.
	 * @throws IllegalStateException where they do not come to rest within their budget
	 */
	FiredRules fire(Object... facts) {
		return RuleBudget.evaluate(this.name, () -> fireAll(facts));
	}

	private FiredRules fireAll(Object... facts) {
		List<String> fired = new ArrayList<>();
		KieSession session = this.base.newKieSession();
		try {
			session.addEventListener(new DefaultAgendaEventListener() {
				@Override
				public void afterMatchFired(AfterMatchFiredEvent event) {
					fired.add(event.getMatch().getRule().getName());
				}
			});
			for (Object fact : facts) {
				session.insert(fact);
			}
			if (session.fireAllRules(LIMIT + 1) > LIMIT) {
				throw new IllegalStateException("Rule set " + this.name + " does not come to rest: more than " + LIMIT
						+ " rules fired, the last of them \"" + fired.get(fired.size() - 1) + "\"");
			}
		}
		finally {
			session.dispose();
		}
		return new FiredRules(this.name, this.version, List.copyOf(fired));
	}

}
