package io.nagare.rules;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("gate")
class ShippedRulesTests {

	@TempDir
	private Path folder;

	@Test
	void areNamedByFolderAndFile() throws IOException {
		ShippedRules shipped = started("package rules.test rule \"never\" when eval(false) then end");
		assertThat(shipped.all()).containsOnlyKeys("test/greeting");
		assertThat(shipped.all().values()).extracting((one) -> one.rules().version()).containsExactly(0);
	}

	@Test
	void endTheStartWhenTheyDoNotCompile() throws IOException {
		ShippedRules broken = started("\nrule \"broken\" when then nonsense end");
		assertThatExceptionOfType(BrokenRules.class).isThrownBy(broken::all)
			.withMessageContaining("rules/test/greeting.drl:");
	}

	@Test
	void meetTheirExamples() {
		Map<String, ShippedRules.Shipped> all = new ShippedRules(new PathMatchingResourcePatternResolver()).all();
		assertThat(all).containsKeys("incident/major-incident", "incident/priority-modifiers", "sla/adjustments");
		all.forEach((name, shipped) -> assertThat(RuleExamples.check(shipped.rules(), shipped.examples())).as(name)
			.isEmpty());
	}

	/** The folder alone. */
	private ShippedRules started(String drl) throws IOException {
		Path file = this.folder.resolve("models/rules/test/greeting.drl");
		Files.createDirectories(file.getParent());
		Files.writeString(file, drl);
		URLClassLoader classes = new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
				getClass().getClassLoader()) {
			@Override
			public Enumeration<URL> getResources(String name) throws IOException {
				return findResources(name);
			}
		};
		return new ShippedRules(new PathMatchingResourcePatternResolver(classes));
	}

}
