package io.nagare.workflow;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.mock.web.MockMultipartHttpServletRequest;

import io.nagare.shared.HeapShare;
import io.nagare.shared.Refusal;
import io.nagare.workflow.web.ModelFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModelFilesTests {

	private final MockMultipartHttpServletRequest request = new MockMultipartHttpServletRequest();

	@Test
	void takeTheirShareOfTheHeapBeforeTheyAreRead() {
		List<Object> seen = new ArrayList<>();
		this.request.setAttribute(HeapShare.class.getName(), (HeapShare) seen::add);
		this.request.addFile(file("a.bpmn", seen));
		this.request.addFile(file("b.bpmn", seen));
		assertThat(ModelFiles.required(this.request)).containsOnlyKeys("a.bpmn", "b.bpmn");
		assertThat(seen).containsExactly(4_000_000L, "read", "read");
	}

	@Test
	void areNotReadWithoutIt() {
		List<Object> seen = new ArrayList<>();
		this.request.setAttribute(HeapShare.class.getName(), (HeapShare) (bytes) -> {
			throw Refusal.unavailable(2);
		});
		this.request.addFile(file("a.bpmn", seen));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ModelFiles.required(this.request));
		assertThat(seen).isEmpty();
	}

	private static MockMultipartFile file(String name, List<Object> seen) {
		return new MockMultipartFile("data", name, null, new byte[2_000_000]) {

			@Override
			public byte[] getBytes() throws java.io.IOException {
				seen.add("read");
				return super.getBytes();
			}

		};
	}

}
