package io.nagare.workflow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import io.nagare.NagareTest;
import io.nagare.directory.Tenants;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Models that were drawn for other engines and by other editors, each sent alone to every
 * door: the check, a release, and Modeler's button. A folder of them is given by
 * {@code -Dnagare.foreign=}; what each was answered is written to
 * {@code target/foreign.tsv}.
 */
@NagareTest
@Tag("model")
class ForeignModelsTests {

	private static final Logger LOG = LoggerFactory.getLogger(ForeignModelsTests.class);

	private static final String FOLDER = System.getProperty("nagare.foreign", "");

	private static final Path REPORT = Path.of("target", "foreign.tsv");

	private static final Path DEFECTS = Path.of("target", "foreign-defects.txt");

	private static final long MOST_MILLIS = 2_000;

	/** So that caches are full before memory is measured. */
	private static final int WARM_UP = 400;

	private static final long MOST_GROWTH = 32L * 1024 * 1024;

	private static final int STARTS = 20;

	private static final String EXECUTABLE = "isExecutable";

	private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

	/** What is wrong with a file as a whole, or with what is not in it. */
	private static final Set<String> OF_THE_FILE = Set.of("unknown_model_type", "unreadable_model", "too_large",
			"model_nests", "model_elements", "model_nodes", "no_executable_process", "no_decision", "form_id",
			"form_schema", "form_empty", "form_too_long", "tables_too_costly");

	private static final ObjectMapper JSON = new ObjectMapper();

	@Autowired
	private OwnModels models;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService management;

	@Autowired
	private DecisionService decisions;

	@Autowired
	private Tenants tenants;

	private final List<String> defects = new ArrayList<>();

	private final Map<String, Integer> counts = new TreeMap<>();

	/** The owner, who reads English or Japanese. */
	private List<Client> owner = List.of();

	private long slowest;

	@BeforeEach
	void thereIsAnOwner() {
		Client signedIn = this.models.owner();
		this.owner = List.of(signedIn, signedIn.sending("Accept-Language", "ja"));
	}

	@AfterEach
	void theTenantsModelsAreGone() {
		this.models.clear();
	}

	@Test
	void areAnsweredInTimeAtEachDoorAndHarmNobody() throws IOException {
		assumeTrue(!FOLDER.isEmpty(), "no folder of other people's models is given by -Dnagare.foreign=");
		List<Path> files;
		try (Stream<Path> all = Files.walk(Path.of(FOLDER))) {
			files = all.filter(Files::isRegularFile).sorted().toList();
		}
		assertThat(files).isNotEmpty();
		List<String> report = new ArrayList<>();
		List<Long> heap = new ArrayList<>();
		int number = 0;
		for (Path file : files) {
			if (number % WARM_UP == 0) {
				thereIsAnOwner();
				heap.add(heap());
				LOG.info("{} files: {}, heap {}", number, this.counts, heap);
			}
			report.add(number + "\t" + Path.of(FOLDER).relativize(file) + "\t" + answered(file, number));
			if (number % 20 == 0) {
				Files.write(REPORT, report);
				Files.write(DEFECTS, this.defects);
			}
			number++;
		}
		heap.add(heap());
		Files.write(REPORT, report);
		Files.write(DEFECTS, this.defects);
		LOG.info("{} files: {}, slowest {} ms, heap after each {} in MB: {}", files.size(), this.counts, this.slowest,
				WARM_UP, heap.stream().map((bytes) -> bytes / 1_048_576).toList());
		assertThat(this.defects).isEmpty();
		if (heap.size() > 2) {
			assertThat(heap.get(heap.size() - 1) - heap.get(1)).as("growth of the heap").isLessThan(MOST_GROWTH);
		}
	}

	private String answered(Path path, int number) throws IOException {
		byte[] content = Files.readAllBytes(path);
		String file = path.getFileName().toString();
		String language = (number % 2 == 0) ? "en" : "ja";
		StringBuilder line = new StringBuilder();
		Map<String, String> said = new LinkedHashMap<>();
		for (Door door : Door.values()) {
			long before = System.nanoTime();
			Client.Answer answer = door.send(this.owner.get(number % 2), file, content);
			long millis = (System.nanoTime() - before) / 1_000_000;
			this.slowest = Math.max(this.slowest, millis);
			this.counts.merge(door + " " + answer.status(), 1, Integer::sum);
			String at = door + " " + path + " [" + answer.status() + ", " + millis + " ms] ";
			if (millis > MOST_MILLIS) {
				this.defects.add(at + "too late");
			}
			String accepted = door.accepts(answer) ? "yes" : "no";
			said.put(door.name(), accepted);
			if (accepted.equals("yes")) {
				if (!isExecutable(file, content)) {
					this.defects.add(at + "accepted, and defines nothing that could be executed");
				}
				if (door != Door.CHECK) {
					tryOut(at);
				}
			}
			else {
				check(at, file, new String(content, StandardCharsets.UTF_8), language, door, answer);
			}
			line.append(door).append('\t').append(answer.status()).append('\t').append(millis).append('\t');
			if (door == Door.CHECK) {
				answer.data()
					.path("findings")
					.forEach((finding) -> line.append(finding.path("rule").asText())
						.append('@')
						.append(finding.path("element").asText())
						.append(' '));
				line.append('\t');
			}
		}
		if (said.values().stream().distinct().count() > 1) {
			this.defects.add(path + " the doors disagree: " + said);
		}
		this.counts.merge("accepted " + said.get(Door.CHECK.name()), 1, Integer::sum);
		return line.toString();
	}

	/** What a refusal must say: why, and where, in the caller's language. */
	private void check(String at, String file, String content, String language, Door door, Client.Answer answer) {
		if (answer.status() != door.refusing()) {
			this.defects.add(at + "neither accepted nor refused: " + shortly(answer));
			return;
		}
		if (door == Door.MODELER) {
			if (!answer.text("message").contains(file)) {
				this.defects.add(at + "without the file: " + shortly(answer));
			}
			return;
		}
		int errors = 0;
		for (JsonNode finding : door.findings(answer)) {
			boolean refuses = door != Door.CHECK || finding.path("severity").asText().equals("error");
			errors += refuses ? 1 : 0;
			String message = finding.path("message").asText();
			if (message.isBlank() || message.matches("(?s).*\\bnull\\b.*")
					|| message.matches("(?s).*(Exception|\\{\\d}).*")) {
				this.defects.add(at + "without a reason: " + finding);
			}
			if (language.equals("ja") != JAPANESE.matcher(message).find() && language.equals("ja")) {
				this.defects.add(at + "not in his language: " + finding);
			}
			String[] place = (door == Door.CHECK)
					? new String[] { finding.path("file").asText(), finding.path("element").asText("") }
					: (finding.path("field").asText() + "# ").split("#", 3);
			if (!place[0].equals(file)) {
				this.defects.add(at + "without a file: " + finding);
			}
			String rule = finding.path((door == Door.CHECK) ? "rule" : "code").asText();
			boolean placed = !place[1].isBlank() && !place[1].equals("null") && content.contains(place[1]);
			if (refuses && !placed && !OF_THE_FILE.contains(rule)) {
				this.defects.add(at + "without an element: " + finding);
			}
			if (rule.equals("not_understood")) {
				this.defects.add(at + "not understood: " + finding);
			}
			this.counts.merge((refuses ? "error " : "warning ") + (placed ? "" : "of the file ") + door + " " + rule, 1,
					Integer::sum);
		}
		if (errors == 0) {
			this.defects.add(at + "refused without an error: " + shortly(answer));
		}
	}

	private static String shortly(Client.Answer answer) {
		return answer.body().substring(0, Math.min(400, answer.body().length()));
	}

	/** Begins what was deployed, lets it work for a while, and takes it away. */
	private void tryOut(String at) {
		try {
			Tenancy.as(this.tenants.bySlug("other").orElseThrow(), () -> {
				for (ProcessDefinition process : this.repository.createProcessDefinitionQuery()
					.tenantIdIn("other")
					.listPage(0, STARTS)) {
					begin(at, process);
				}
				for (DecisionDefinition decision : this.repository.createDecisionDefinitionQuery()
					.tenantIdIn("other")
					.listPage(0, STARTS)) {
					long before = System.nanoTime();
					try {
						this.decisions.evaluateDecisionById(decision.getId()).evaluate();
					}
					catch (RuntimeException ex) {
						noteUnexpected(at, ex);
					}
					noteLate(at + "decides", before);
				}
				return null;
			});
		}
		finally {
			this.models.clear();
		}
	}

	private void begin(String at, ProcessDefinition process) {
		long jobsBefore = this.management.createJobQuery().count();
		for (int i = 0; i < 3; i++) {
			long before = System.nanoTime();
			try {
				ProcessInstance instance = this.runtime.startProcessInstanceById(process.getId());
				this.counts.merge("begun, ended " + instance.isEnded(), 1, Integer::sum);
			}
			catch (RuntimeException ex) {
				noteUnexpected(at, ex);
			}
			noteLate(at + "begins", before);
		}
		if (this.management.createJobQuery().count() - jobsBefore > STARTS) {
			this.defects.add(at + "leaves jobs");
		}
	}

	private void noteLate(String at, long before) {
		long millis = (System.nanoTime() - before) / 1_000_000;
		if (millis > MOST_MILLIS) {
			this.defects.add(at + " too late: " + millis + " ms");
		}
	}

	private void noteUnexpected(String at, RuntimeException failure) {
		boolean refused = false;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			refused |= cause instanceof Refusal;
		}
		this.counts.merge("run: " + (refused ? "refused" : failure.getClass().getSimpleName()), 1, Integer::sum);
		if (!refused && !(failure instanceof ProcessEngineException)) {
			this.defects.add(at + "runs into " + failure);
		}
	}

	/** As whoever wrote the file would say, by a reader of its own. */
	private static boolean isExecutable(String file, byte[] content) throws IOException {
		if (file.endsWith(".form")) {
			return JSON.readTree(content).path("components").isArray();
		}
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
			factory.setNamespaceAware(true);
			Element root = factory.newDocumentBuilder().parse(new ByteArrayInputStream(content)).getDocumentElement();
			NodeList all = root.getElementsByTagNameNS("*", file.endsWith(".dmn") ? "decision" : "process");
			for (int i = 0; i < all.getLength(); i++) {
				Element one = (Element) all.item(i);
				boolean decides = Stream.of("decisionTable", "literalExpression")
					.anyMatch((logic) -> one.getElementsByTagNameNS("*", logic).getLength() > 0);
				if (file.endsWith(".dmn") ? decides : one.getAttribute(EXECUTABLE).strip().equals("true")) {
					return true;
				}
			}
			return false;
		}
		catch (ParserConfigurationException | SAXException ex) {
			return false;
		}
	}

	/** What is still in use after all that is not was taken away. */
	private static long heap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/** Where a process owner hands models in. */
	private enum Door {

		/** Says what is wrong. */
		CHECK("/api/v1/models/check", 200) {
			@Override
			boolean accepts(Client.Answer answer) {
				return answer.status() == 200 && answer.data().path("deployable").asBoolean();
			}
		},

		/** Deploys. */
		RELEASE("/api/v1/models/releases", 422) {
			@Override
			boolean accepts(Client.Answer answer) {
				return answer.status() == 201;
			}
		},

		/** Deploys as Camunda Modeler does. */
		MODELER("/engine-rest/deployment/create", 422) {
			@Override
			boolean accepts(Client.Answer answer) {
				return answer.status() == 200;
			}
		};

		private final String path;

		private final int refusing;

		Door(String path, int refusing) {
			this.path = path;
			this.refusing = refusing;
		}

		abstract boolean accepts(Client.Answer answer);

		int refusing() {
			return this.refusing;
		}

		JsonNode findings(Client.Answer answer) {
			return (this == CHECK) ? answer.data().path("findings") : answer.json().path("error").path("details");
		}

		Client.Answer send(Client client, String file, byte[] content) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			Map<String, String> fields = switch (this) {
				case CHECK -> Map.of();
				case RELEASE -> Map.of("comment", "from elsewhere");
				case MODELER -> Map.of("deployment-name", "from elsewhere", "deployment-source", "Camunda Modeler",
						"tenant-id", "other");
			};
			fields
				.forEach((name, value) -> write(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
			write(body, "name=\"data\"; filename=\"" + file + "\"", content);
			body.writeBytes("--x-x-x--\r\n".getBytes(StandardCharsets.UTF_8));
			return client.post(this.path, body.toByteArray(), "multipart/form-data; boundary=x-x-x");
		}

		private static void write(ByteArrayOutputStream body, String head, byte[] content) {
			body.writeBytes(("--x-x-x\r\nContent-Disposition: form-data; " + head + "\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
			body.writeBytes(content);
			body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
		}

	}

}
