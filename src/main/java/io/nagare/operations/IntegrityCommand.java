package io.nagare.operations;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * {@code java -jar nagare.jar audit}: starts everything but what works by itself or
 * listens, looks at all there is, says what it saw, and ends. The exit code is 0 where
 * all is whole, 1 where something is wrong, 2 where it could not find out.
 */
public final class IntegrityCommand {

	/** The first argument that asks for it, and the name of its profile. */
	public static final String NAME = "audit";

	private static final int WHOLE = 0;

	private static final int DAMAGED = 1;

	private static final int FAILED = 2;

	/** Settings that stand above those of the environment. */
	private static final List<String> SETTINGS = List.of("--server.port=-1", "--nagare.server.probe-port=",
			"--spring.flyway.enabled=false", "--nagare.nodes.enabled=false", "--nagare.audit.sealing=false",
			"--camunda.bpm.job-execution.enabled=false", "--spring.main.banner-mode=off");

	private IntegrityCommand() {
	}

	/** Whether the arguments ask for it. */
	public static boolean isAskedFor(String... args) {
		return args.length > 0 && args[0].equals(NAME);
	}

	/**
	 * Runs it, and ends the JVM.
	 * @param application the product
	 * @return the exit code where the product does not start
	 */
	public static int run(Class<?> application, String... args) {
		SpringApplication product = new SpringApplication(application);
		product.setAdditionalProfiles(NAME);
		// before the runners, which bring what is missing
		product.addListeners(new Look());
		try {
			product.run(settings(args).toArray(String[]::new));
		}
		catch (RuntimeException ex) {
			// Spring Boot has said why it does not start
			return FAILED;
		}
		return FAILED;
	}

	/** Its own, and what else is said: an argument given twice would be a list. */
	static List<String> settings(String... args) {
		Stream<String> others = Stream.of(args)
			.skip(1)
			.filter((arg) -> SETTINGS.stream().noneMatch((own) -> name(own).equals(name(arg))));
		return Stream.concat(others, SETTINGS.stream()).toList();
	}

	private static String name(String arg) {
		return arg.split("=", 2)[0];
	}

	private static int look(ApplicationContext context) {
		IntegrityReport report = context.getBean(IntegrityAudit.class).run();
		print(report, System.out);
		return report.isWhole() ? WHOLE : report.state().equals(IntegrityReport.DAMAGED) ? DAMAGED : FAILED;
	}

	private static void print(IntegrityReport report, PrintStream out) {
		for (IntegrityReport.Check check : report.checks()) {
			out.printf("%-10s %,12d looked at, %,d wrong, %,d left over, %,d ms%s%n", check.name(), check.looked(),
					check.wrong(), check.leftOver(), check.took().toMillis(),
					(check.failure() != null) ? ", not to its end: " + check.failure() : "");
			check.findings()
				.forEach((finding) -> out.printf("  %s %s %s%n", finding.finding(), finding.of(), finding.detail()));
		}
		out.println("audit: " + report.state());
		out.flush();
	}

	/** A class, since a lambda would hear of every event. */
	private static final class Look implements ApplicationListener<ApplicationStartedEvent> {

		@Override
		public void onApplicationEvent(ApplicationStartedEvent started) {
			int code = look(started.getApplicationContext());
			System.exit(SpringApplication.exit(started.getApplicationContext(), () -> code));
		}

	}

}
