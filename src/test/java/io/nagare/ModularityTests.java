package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.stream.XMLInputFactory;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.springframework.data.repository.Repository;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.CanvasOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.User;
import io.nagare.shared.JsonBounds;
import io.nagare.shared.TenantEvent;
import io.nagare.workflow.ProcessVerbs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Keeps the modules apart, and the engine behind its fence. */
@AnalyzeClasses(packages = "io.nagare", importOptions = ModularityTests.WithoutTests.class)
@ArchTag("gate")
class ModularityTests {

	private static final Path GENERATED = Path.of("target", "modules");

	private static final Path COMMITTED = Path.of("docs", "modules");

	/** A line of a list: of a canvas, or of the components and their relations. */
	private static final String CELL = "|";

	/** Read once: reading all classes takes most of the time of these tests. */
	private static final ApplicationModules MODULES = ApplicationModules.of(NagareApplication.class,
			new WithoutTests());

	private static final Pattern ENTRY = Pattern.compile("\\|?\\* |component |Nagare\\.Nagare\\.");

	@ArchTest
	static void everyModuleUsesOnlyWhatItDeclares(JavaClasses classes) {
		MODULES.verify();
	}

	@ArchTest
	@ArchTag("generated")
	static void docsModulesTellsOfThemAsTheyAre(JavaClasses classes) throws IOException {
		FileSystemUtils.deleteRecursively(GENERATED);
		new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(GENERATED.toString()))
			.writeModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramStyle.UML))
			.writeModuleCanvases(CanvasOptions.defaults());
		if (Generated.isWritten() && !texts(COMMITTED).equals(texts(GENERATED))) {
			FileSystemUtils.deleteRecursively(COMMITTED);
			Files.createDirectories(COMMITTED);
			try (Stream<Path> files = Files.list(GENERATED)) {
				for (Path file : files.toList()) {
					Files.write(COMMITTED.resolve(file.getFileName()), ordered(Files.readAllLines(file)));
				}
			}
		}
		assertThat(texts(COMMITTED)).as(Generated.differs(COMMITTED)).isEqualTo(texts(GENERATED));
	}

	/**
	 * The lines with those of each list in an order of their own: that of the library is
	 * the file system's, so that two writings would differ everywhere.
	 */
	private static List<String> ordered(List<String> lines) {
		List<String> ordered = new ArrayList<>();
		List<String> list = new ArrayList<>();
		// the library begins a cell on a line of its own, or not, as it comes
		boolean opened = false;
		for (String line : lines) {
			if (line.equals(CELL) || (opened && line.isBlank())) {
				opened = true;
			}
			else if (ENTRY.matcher(line).lookingAt()) {
				list.add(opened && !line.startsWith(CELL) ? CELL + line : line);
				opened = false;
			}
			else if (list.isEmpty() || !line.isBlank()) {
				addList(list, ordered);
				ordered.add(line);
			}
		}
		addList(list, ordered);
		return ordered;
	}

	private static void addList(List<String> list, List<String> ordered) {
		if (!list.isEmpty()) {
			String cell = list.stream().anyMatch((line) -> line.startsWith(CELL)) ? CELL : "";
			List<String> entries = list.stream().map(ModularityTests::entry).sorted().toList();
			ordered.add(cell + entries.get(0));
			ordered.addAll(entries.subList(1, entries.size()));
			ordered.add("");
			list.clear();
		}
	}

	private static String entry(String line) {
		return line.startsWith("|*") ? line.substring(1) : line;
	}

	private static Map<String, List<String>> texts(Path folder) throws IOException {
		Map<String, List<String>> texts = new TreeMap<>();
		Files.createDirectories(folder);
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				texts.put(file.getFileName().toString(),
						Files.readAllLines(file)
							.stream()
							.filter((line) -> !line.isBlank() && !line.equals(CELL))
							.map(ModularityTests::entry)
							.sorted()
							.toList());
			}
		}
		return texts;
	}

	@ArchTest
	static final ArchRule ONLY_WORKFLOW_KNOWS_CAMUNDA = noClasses().that()
		.resideOutsideOfPackage("io.nagare.workflow.internal..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.camunda..");

	@ArchTest
	static final ArchRule ONLY_RULES_KNOWS_DROOLS = noClasses().that()
		.resideOutsideOfPackage("io.nagare.rules..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.drools..", "org.kie..");

	/** The JDK's factory keeps its last reader in memory, with buffers of any size. */
	@ArchTest
	static final ArchRule NO_FIELD_HOLDS_AN_XML_INPUT_FACTORY = fields().should().notHaveRawType(XMLInputFactory.class);

	/** What bounds a reader of JSON begins with the bound of names. */
	@ArchTest
	static final ArchRule ONE_PLACE_BOUNDS_READERS_OF_JSON = noClasses().that()
		.doNotBelongToAnyOf(JsonBounds.class)
		.should()
		.callMethod(StreamReadConstraints.class, "builder");

	@ArchTest
	static final ArchRule NOBODY_CALLS_PROCESS_VERBS_FROM_JAVA = noClasses().should()
		.dependOnClassesThat(describe("are process verbs of another class",
				(JavaClass target) -> target.isAnnotatedWith(ProcessVerbs.class)))
		.as("no Java code calls a @ProcessVerbs class");

	@ArchTest
	static final ArchRule LISTENERS_AFTER_THE_COMMIT_HEAR_FOR_A_TENANT = methods().that()
		.areMetaAnnotatedWith(TransactionalEventListener.class)
		.should()
		.haveRawParameterTypes(describe("an event that names its tenant",
				(List<JavaClass> types) -> types.get(0).isAssignableTo(TenantEvent.class)
						|| types.get(0).isAssignableTo(User.Event.class)));

	@ArchTest
	static final ArchRule CONTROLLERS_ARE_HIDDEN = classes().that()
		.areAnnotatedWith(RestController.class)
		.should()
		.notBePublic()
		.andShould()
		.resideInAnyPackage("..web..", "io.nagare.api..");

	@ArchTest
	static final ArchRule REPOSITORIES_STAY_IN_THEIR_MODULE = classes().that()
		.areAssignableTo(Repository.class)
		.should(new ArchCondition<>("be used by their own module alone") {
			@Override
			public void check(JavaClass repository, ConditionEvents events) {
				repository.getDirectDependenciesToSelf()
					.stream()
					.filter((use) -> !moduleOf(use.getOriginClass()).equals(moduleOf(repository)))
					.forEach((use) -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
			}
		});

	private static String moduleOf(JavaClass type) {
		return type.getPackageName().split("\\.", 4)[2];
	}

	@ArchTest
	static final ArchRule NOTHING_IS_CALLED_A_SERVICE = noClasses().should()
		.beAnnotatedWith(Service.class)
		.orShould()
		.haveSimpleNameEndingWith("ServiceImpl");

	/** Wherever the build puts them, that of the inner loop included. */
	static final class WithoutTests implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("/test-classes/");
		}

	}

}
