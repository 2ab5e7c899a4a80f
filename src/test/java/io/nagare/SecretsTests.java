package io.nagare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No file that goes into the repository holds a secret: gitleaks' most common rules. */
@Tag("gate")
class SecretsTests {

	private static final Map<String, Pattern> RULES = Map.of("a private key",
			Pattern.compile("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----\\s*[A-Za-z0-9+/=\\s]{64}"),
			"a key of AWS", Pattern.compile("\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b"), "a token of GitHub",
			Pattern.compile("\\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_\\w{82})\\b"), "a token of GitLab",
			Pattern.compile("\\bglpat-[\\w-]{20}\\b"), "a token of Slack",
			Pattern.compile("\\bxox[baprs]-[0-9A-Za-z-]{10,}"), "a key of Google",
			Pattern.compile("\\bAIza[\\w-]{35}\\b"), "a key of Stripe",
			Pattern.compile("\\b[rs]k_(?:live|prod)_[0-9A-Za-z]{10,99}\\b"), "a JSON web token",
			Pattern.compile("\\beyJ[A-Za-z0-9_-]{17,}\\.eyJ[A-Za-z0-9_-]{17,}\\.[A-Za-z0-9_-]{20,}"),
			"a password in an address", Pattern.compile("\\b[a-z][a-z+.-]{2,}://[^\\s/$:{}]+:[^\\s/@${}]{3,}@[\\w.-]+"),
			"a secret that is assigned",
			Pattern.compile("(?i)(?:secret|token|api_?key|password|passwd)[\\w.-]{0,20}[\"']?\\s*[=:]\\s*[\"']"
					+ "(?=[^\"']*[0-9])(?=[^\"']*[a-z])(?=[^\"']*[A-Z])[A-Za-z0-9+/_=-]{24,}[\"']"));

	/** Where a rule is written, or a test makes up what it looks for. */
	private static final Set<String> EXEMPT = Set.of("src/test/java/io/nagare/SecretsTests.java");

	@Test
	void areNowhere() throws IOException, InterruptedException {
		List<String> found = new ArrayList<>();
		for (String file : files()) {
			if (EXEMPT.contains(file) || !Files.isRegularFile(Path.of(file))) {
				continue;
			}
			String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
			RULES.forEach((rule, pattern) -> {
				Matcher matcher = pattern.matcher(text);
				while (matcher.find()) {
					found.add(file + ":" + (text.substring(0, matcher.start()).lines().count() + 1) + " " + rule);
				}
			});
		}
		assertThat(found).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "AKIAIOSFODNN7EXAMPLE", "postgres://nagare:hunter22@db.example/nagare",
			"api_key = \"Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg\"", "ghp_0123456789abcdefghijABCDEFGHIJ012345" })
	void wouldBeFound(String line) {
		assertThat(RULES.values()).anyMatch((pattern) -> pattern.matcher(line).find());
	}

	/** What git has, or would take. */
	private static List<String> files() throws IOException, InterruptedException {
		Process git = new ProcessBuilder("git", "-c", "core.quotePath=false", "-c", "safe.directory=*", "ls-files",
				"--cached", "--others", "--exclude-standard")
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		List<String> files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		assertThat(git.waitFor()).isZero();
		return files;
	}

}
