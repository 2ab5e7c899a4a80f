package io.nagare.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.workflow.ModelChecks.ModelFinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The rule book: each rule finds its defect, what is shipped has none, and whatever else
 * a file holds is answered in time.
 */
@NagareTest
@Timeout(300)
@Tag("model")
class RuleBookTests {

	private static final Path DEFECTS = Path.of("src", "test", "resources", "model-examples", "defects.tsv");

	private static final int LEAST_EXAMPLES = 150;

	private static final long MOST_MILLIS = 2_000;

	@Autowired
	private ModelChecks checks;

	@Autowired
	private Tenants tenants;

	@LocalServerPort
	private int port;

	private List<ModelFinding> check(Map<String, byte[]> files) {
		return Tenancy.as(this.tenants.bySlug("other").orElseThrow(), () -> this.checks.check(files));
	}

	private List<ModelFinding> check(String file, String content) {
		return check(Map.of(file, content.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void findsEachDefectWhereItIs() throws IOException {
		List<String> missed = new ArrayList<>();
		Set<String> rules = new TreeSet<>();
		int examples = 0;
		for (String line : Files.readAllLines(DEFECTS)) {
			if (!line.startsWith("#")) {
				Defect defect = Defect.of(line);
				examples++;
				rules.add(defect.rule());
				String found = defect.missedBy(check(defect.name(), defect.drawn()));
				if (found != null) {
					missed.add(found);
				}
			}
		}
		assertThat(missed).isEmpty();
		assertThat(examples).isGreaterThanOrEqualTo(LEAST_EXAMPLES);
		assertThat(rules).hasSizeGreaterThan(90);
	}

	@Test
	void passesWhatIsShippedWithoutAWarning() throws IOException {
		Map<String, byte[]> shipped = new TreeMap<>();
		for (String folder : List.of("processes", "rules", "forms")) {
			try (Stream<Path> files = Files.walk(Path.of(folder))) {
				for (Path file : files.filter((one) -> one.toString().matches(".*\\.(bpmn|dmn|form)")).toList()) {
					shipped.put(file.toString(), Files.readAllBytes(file));
				}
			}
		}
		assertThat(check(shipped)).isEmpty();
	}

	/** Each process of a file is one of its own: what one calls is not the caller. */
	@Test
	void takesAFileWithAProcessAndThoseThatItCalls() throws IOException {
		StringBuilder others = new StringBuilder();
		for (String called : List.of("change-assessment", "change-implementation")) {
			String drawn = Files.readString(Path.of("processes", "change", called + ".bpmn"));
			others.append(drawn, drawn.indexOf("<bpmn:process "), drawn.indexOf("</bpmn:process>"))
				.append("</bpmn:process>");
		}
		String change = Files.readString(Path.of("processes/change/change.bpmn"));
		assertThat(check("all.bpmn", change.replace("</bpmn:process>", "</bpmn:process>" + others))).isEmpty();
		assertThat(check("all.bpmn",
				change.replace("</bpmn:process>",
						"</bpmn:process>" + others.toString()
							.replaceFirst("name=\"outcome\" value=\"\\w+\"", "name=\"outcome\" value=\"odd\""))))
			.extracting(ModelFinding::rule)
			.contains("outcome_not_taken");
	}

	/** Nobody can call what does not run, wherever it stands. */
	@Test
	void findsACallToAProcessOfTheFileThatDoesNotRun() throws IOException {
		String review = Files.readString(Path.of("processes/change/change-review.bpmn"));
		String drawn = review.substring(review.indexOf("<bpmn:process "), review.indexOf("</bpmn:process>"))
			.replace("id=\"change-review\"", "id=\"own-review\"") + "</bpmn:process>";
		String change = Files.readString(Path.of("processes/change/change.bpmn"))
			.replace("calledElement=\"change-review\"", "calledElement=\"own-review\"");
		assertThat(change).contains("\"own-review\"");
		assertThat(check("all.bpmn", change.replace("</bpmn:process>", "</bpmn:process>" + drawn)))
			.extracting(ModelFinding::rule)
			.doesNotContain("unknown_process");
		assertThat(check("all.bpmn",
				change.replace("</bpmn:process>",
						"</bpmn:process>" + drawn.replace("isExecutable=\"true\"", "isExecutable=\"false\""))))
			.extracting(ModelFinding::rule)
			.contains("unknown_process");
	}

	/** The file that an owner sent, whatever he calls it. */
	@Test
	void tellsOfAFormInTheFileThatItIsIn() throws IOException {
		String form = Files.readString(Path.of("forms/incident/work-on-incident.form"))
			.replaceFirst("\"key\": \"(?!action)\\w+\"", "\"key\": \"ticket\"");
		assertThat(check("anything.form", form)).filteredOn((finding) -> finding.rule().equals("reserved_word"))
			.extracting(ModelFinding::file)
			.containsExactly("anything.form");
		String incident = Files.readString(Path.of("processes/incident/incident.bpmn"))
			.replace("name=\"form\" value=\"report-incident\"", "name=\"form\" value=\"nowhere\"");
		assertThat(check("incident.bpmn", incident)).extracting(ModelFinding::element, ModelFinding::rule)
			.contains(tuple("incident", "unknown_form"));
	}

	/** What a ticket says itself is as long as its own field takes. */
	@Test
	void measuresTheFormOfAReportByWhatTheTicketTakes() throws IOException {
		String form = Files.readString(Path.of("forms/incident/report-incident.form"));
		Map<String, byte[]> files = new TreeMap<>();
		files.put("incident.bpmn", Files.readAllBytes(Path.of("processes/incident/incident.bpmn")));
		files.put("report-incident.form",
				form.replace("\"maxLength\": 500", "\"maxLength\": 501").getBytes(StandardCharsets.UTF_8));
		assertThat(check(files)).extracting(ModelFinding::element, ModelFinding::rule)
			.containsExactly(tuple("incident", "answer_too_long"));
		String longer = form.replaceFirst("(\"key\": \"description\",)", "$1 \"validate\": {\"maxLength\": 100000},");
		assertThat(check("report-incident.form", longer)).isEmpty();
		assertThat(check("report-incident.form", longer.replace("100000", "100001"))).extracting(ModelFinding::rule)
			.containsExactly("field_too_long");
	}

	/**
	 * A new word is nobody's slip where the process that has a flow for it comes along.
	 */
	@Test
	void takesANewWordOfATableWithTheProcessThatHasAFlowForIt() throws IOException {
		String table = Files.readString(Path.of("rules/request/security-containment.dmn"))
			.replace("\"yes\",\"no\"", "\"yes\",\"no\",\"later\"");
		assertThat(check("security-containment.dmn", table)).extracting(ModelFinding::rule)
			.contains("decision_word_without_way");
		String process = Files.readString(Path.of("processes/request/security-incident.bpmn"));
		assertThat(check(Map.of("security-containment.dmn", table.getBytes(StandardCharsets.UTF_8),
				"security-incident.bpmn", process.getBytes(StandardCharsets.UTF_8))))
			.isEmpty();
	}

	@Test
	void refusesTwoProcessesOfOneDeploymentThatMakeTheSameRequests() throws IOException {
		Map<String, byte[]> files = new TreeMap<>();
		for (String process : List.of("system-access", "new-workplace")) {
			files.put(process + ".bpmn",
					Files.readString(Path.of("processes", "request", process + ".bpmn"))
						.replace("name=\"request_type\" value=\"" + process, "name=\"request_type\" value=\"anew")
						.getBytes(StandardCharsets.UTF_8));
		}
		assertThat(check(files)).filteredOn((finding) -> finding.rule().equals("request_type_taken"))
			.extracting(ModelFinding::element)
			.containsExactlyInAnyOrder("system-access", "new-workplace");
	}

	/** A rule that says nothing in one of the languages says nothing. */
	@Test
	void saysEachRuleInBothLanguages() throws IOException {
		Set<String> codes = new TreeSet<>();
		Pattern code = Pattern
			.compile("(?:Detail\\s*\\.of\\([^\"]*?|\\.(?:at|file)\\([^\"]*?|find\\([^\"]*?)\"([a-z][a-z_]+)\"");
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/nagare/workflow/internal/check"))) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".java")).toList()) {
				Matcher found = code.matcher(Files.readString(file));
				while (found.find()) {
					codes.add(found.group(1));
				}
			}
		}
		codes.remove("id");
		assertThat(codes).hasSizeGreaterThan(90);
		for (String bundle : List.of("messages.properties", "messages_ja.properties")) {
			Properties texts = new Properties();
			try (var reader = Files.newBufferedReader(Path.of("src", "main", "resources", bundle))) {
				texts.load(reader);
			}
			assertThat(codes.stream().filter((rule) -> !texts.containsKey("detail." + rule))).as(bundle).isEmpty();
		}
	}

	/** The product's own messages are the list that the gate compares with. */
	@Test
	void knowsEveryMessageThatIsSent() throws IOException {
		Set<String> sent = new TreeSet<>();
		StringBuilder told = new StringBuilder();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/nagare"))) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".java")).toList()) {
				String text = Files.readString(file);
				Matcher found = Pattern.compile("processes\\.send\\(\"(\\w+)\"").matcher(text);
				while (found.find()) {
					sent.add(found.group(1));
				}
				if (text.contains("Set<String> messages()")) {
					told.append(text);
				}
			}
		}
		assertThat(sent).hasSizeGreaterThan(5)
			.allSatisfy((name) -> assertThat(told.toString()).contains('"' + name + '"'));
	}

	/**
	 * Files cut off, mixed up or of another kind are refused in time, and break nothing.
	 */
	@Test
	void answersWhateverIsThrownAtIt() throws IOException {
		Random random = new Random(7);
		List<Path> shipped = List.of(Path.of("processes/incident/incident.bpmn"),
				Path.of("processes/change/change.bpmn"), Path.of("rules/incident/priority.dmn"),
				Path.of("forms/incident/work-on-incident.form"));
		for (int i = 0; i < 120; i++) {
			Path file = shipped.get(i % shipped.size());
			String content = Files.readString(file);
			String drawn = switch (i % 4) {
				case 0 -> content.substring(0, random.nextInt(content.length()));
				case 1 -> {
					int from = random.nextInt(content.length() - 200);
					yield content.substring(0, from) + content.substring(from + random.nextInt(200));
				}
				case 2 -> shuffled(content, random);
				default -> content.replaceFirst("(?s)(<bpmn:(?:userTask|subProcess|exclusiveGateway)) ",
						"<bpmn:" + List.of("transaction", "adHocSubProcess", "task", "intermediateCatchEvent")
							.get(random.nextInt(4)) + " ");
			};
			long before = System.nanoTime();
			check(file.getFileName().toString(), drawn);
			assertThat((System.nanoTime() - before) / 1_000_000).as(file + " " + i).isLessThan(MOST_MILLIS);
		}
		for (String foreign : List.of("", "{}", "[]", "null", "\"x\"", "{\"components\": {}}", "<a/>", "<!DOCTYPE a>",
				"\u0000\u0001", "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>")) {
			for (String kind : List.of("x.bpmn", "x.dmn", "x.form", "x.cmmn", "x")) {
				assertThat(check(kind, foreign)).as(kind + " " + foreign)
					.anyMatch((finding) -> finding.severity().equals("error"));
			}
		}
	}

	/** Some elements take the places of others. */
	private static String shuffled(String content, Random random) {
		List<String> ids = new ArrayList<>();
		Matcher found = Pattern.compile("(?:sourceRef|targetRef|href|attachedToRef)=\"([^\"]+)\"").matcher(content);
		while (found.find()) {
			ids.add(found.group(1));
		}
		if (ids.isEmpty()) {
			return content.replace("true", "12");
		}
		return Pattern.compile("(sourceRef|targetRef|attachedToRef)=\"[^\"]+\"")
			.matcher(content)
			.replaceAll((one) -> random.nextInt(5) > 0 ? Matcher.quoteReplacement(one.group())
					: one.group(1) + "=\"" + ids.get(random.nextInt(ids.size())) + '"');
	}

	@Test
	void answersAnOwnerInHisLanguageAndKeepsNothing() throws IOException {
		String content = Files.readString(Path.of("processes/incident/incident.bpmn"))
			.replace("${action == 'reopen'}", "${action == 'reopened'}");
		Client.Answer answer = Api.at(this.port)
			.as("owner")
			.with("Accept-Language", "ja")
			.upload("/models/check", "incident.bpmn", "application/xml", content.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.data().path("deployable").asBoolean()).isFalse();
		assertThat(answer.data().path("findings").findValuesAsText("rule")).contains("choice_unknown");
		assertThat(answer.data().path("findings").findValuesAsText("message").toString()).contains("あり得る値");
		assertThat(answer.data().path("findings").findValuesAsText("element")).contains("confirmedHowToHandleIncident");
		assertThat(answer.data().path("findings").findValuesAsText("help").toString()).contains("フォーム");
		assertThat(Api.at(this.port)
			.as("agent1")
			.upload("/models/check", "incident.bpmn", "application/xml", content.getBytes(StandardCharsets.UTF_8))
			.status()).isEqualTo(403);
	}

	/** A shipped file with one defect. */
	private record Defect(String rule, String file, String at, String after, String good, String bad) {

		static Defect of(String line) {
			List<String> parts = Stream.of(line.split("\t", -1)).map(Defect::plain).toList();
			return new Defect(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
		}

		private static String plain(String written) {
			return written.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
		}

		String name() {
			return Path.of(this.file).getFileName().toString();
		}

		String drawn() throws IOException {
			String shipped = Files.readString(Path.of(this.file));
			int from = shipped.indexOf(this.good, shipped.indexOf(this.after));
			assertThat(from).as(this.rule + " " + this.good).isNotNegative();
			return shipped.substring(0, from) + this.bad + shipped.substring(from + this.good.length());
		}

		@Nullable String missedBy(List<ModelFinding> findings) {
			boolean found = findings.stream()
				.anyMatch((finding) -> finding.rule().equals(this.rule)
						&& (this.at.isEmpty() || this.at.equals(finding.element())));
			return found ? null : this + "\n   told: "
					+ findings.stream().map((finding) -> finding.element() + " " + finding.rule()).toList();
		}

	}

}
