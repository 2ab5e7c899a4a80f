package io.nagare.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/**
 * One compiled file of rules. Immutable; each call works in a session of its own.
 *
 * @param name what callers ask for, such as {@code incident/priority-modifiers}
 * @param base the rules as Drools holds them
 */
record RuleSet(String name, KieBase base) {

	/** Rules that have not come to rest by then wake each other up for ever. */
	private static final int LIMIT = 50;

	/**
	 * Compiles rules written in DRL.
	 * @param file how errors name the source
	 * @throws BrokenRules with all errors
	 */
	static RuleSet compile(String name, String file, String drl, ClassLoader classes) {
		KieServices kie = KieServices.get();
		// a name nobody else has: the repository belongs to the JVM, not to us
		ReleaseId id = kie.newReleaseId("io.nagare.rules", name.replace('/', '.'), UUID.randomUUID().toString());
		if (!build(id, name, drl, classes).isEmpty()) {
			throw new BrokenRules(DrlErrors.find(file, drl,
					(part) -> build(kie.newReleaseId(id.getGroupId(), id.getArtifactId(), "broken"), name, part,
							classes)));
		}
		try {
			return new RuleSet(name, kie.newKieContainer(id, classes).getKieBase());
		}
		finally {
			kie.getRepository().removeKieModule(id);
		}
	}

	/** Compiles into the repository of Drools; what has errors does not get in. */
	private static List<Message> build(ReleaseId id, String name, String drl, ClassLoader classes) {
		KieServices kie = KieServices.get();
		KieFileSystem files = kie.newKieFileSystem();
		files.generateAndWritePomXML(id);
		files.write("src/main/resources/rules/" + name + ".drl", drl);
		KieBuilder builder = kie.newKieBuilder(files, classes).buildAll(ExecutableModelProject.class);
		return builder.getResults().getMessages(Message.Level.ERROR);
	}

	/**
	 * Lets the rules work on the facts.
	 * @return the names of the rules that fired, in that order
	 */
	List<String> fire(Object... facts) {
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
		return fired;
	}

}
