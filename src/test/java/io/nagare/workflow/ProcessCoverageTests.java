package io.nagare.workflow;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Every process that is shipped has tests that walk all its paths. */
@Tag("gate")
class ProcessCoverageTests {

	private final MetadataReaderFactory classes = new SimpleMetadataReaderFactory();

	@Test
	void leavesNoProcessUnwalked() throws IOException {
		assertThat(walked()).isNotEmpty().isEqualTo(shipped());
	}

	private static Set<String> shipped() throws IOException {
		Set<String> processes = new TreeSet<>();
		// those of the tests as well
		for (Path folder : List.of(Path.of("processes"), Path.of("src/test/resources/models/processes"))) {
			try (Stream<Path> files = Files.walk(folder)) {
				files.map(Path::toFile)
					.filter(File::isFile)
					.forEach((file) -> Bpmn.readModelFromFile(file)
						.getModelElementsByType(Process.class)
						.forEach((process) -> processes.add(process.getId())));
			}
		}
		return processes;
	}

	private Set<String> walked() throws IOException {
		Set<String> processes = new TreeSet<>();
		for (Resource tests : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/nagare/**/*Tests.class")) {
			this.classes.getMetadataReader(tests)
				.getAnnotationMetadata()
				.getAnnotatedMethods(WalksEveryPath.class.getName())
				.forEach((method) -> processes
					.addAll(Set.of(method.getAnnotations().get(WalksEveryPath.class).getStringArray("value"))));
		}
		return processes;
	}

}
