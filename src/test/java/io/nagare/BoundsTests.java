package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("gate")
class BoundsTests {

	private static final String TEXT = "# Why there are few doors.\ndoors=40\n\n# Why there are few open doors.\ndoors.open=9\n";

	private Path file = Path.of("");

	@BeforeEach
	void writeBounds(@TempDir Path folder) throws IOException {
		this.file = Files.writeString(folder.resolve("bounds.properties"), TEXT);
	}

	@Test
	void acceptsAFigureAtTheBound() {
		new Bounds(this.file, false).check("doors", 40, "");
	}

	@Test
	void refusesAFigureOverTheBoundAndNamesFileKeyAndDetails() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> new Bounds(this.file, false).check("doors", 41, "100 % of them are red"))
			.withMessageContainingAll(this.file.toString(), "doors", "41", "40", "100 % of them are red");
	}

	@Test
	void refusesAKeyThatTheFileLacks() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> new Bounds(this.file, false).check("door", 1, ""))
			.withMessageContaining("door=NUMBER");
	}

	@Test
	void leavesTheFileAloneUnlessAskedToLower() throws IOException {
		new Bounds(this.file, false).check("doors", 3, "");
		assertThat(this.file).hasContent(TEXT);
	}

	@Test
	void lowersOneBoundToTheFigurePlusFivePercentAndKeepsTheRest() throws IOException {
		new Bounds(this.file, true).check("doors", 21, "");
		assertThat(Files.readString(this.file)).isEqualTo(TEXT.replace("doors=40", "doors=23"));
		new Bounds(this.file, true).check("doors", 3, "");
		assertThat(Files.readString(this.file)).isEqualTo(TEXT.replace("doors=40", "doors=4"));
	}

	@Test
	void neverRaisesABound() throws IOException {
		new Bounds(this.file, true).check("doors", 39, "");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> new Bounds(this.file, true).check("doors", 50, ""));
		assertThat(Files.readString(this.file)).isEqualTo(TEXT);
	}

	@Test
	void leavesRoomForAtLeastOneMore() {
		assertThat(List.of(0L, 1L, 20L, 21L, 100L)).map(Bounds::withRoom).containsExactly(1L, 2L, 21L, 23L, 105L);
	}

	@Test
	void findsAReasonAboveEachBound() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("src/test/resources/bounds.properties"));
		for (int at = 0; at < lines.size(); at++) {
			if (!lines.get(at).isBlank() && !lines.get(at).startsWith("#")) {
				assertThat(lines.get(at)).matches("[a-z.-]+=\\d+");
				assertThat(lines.get(at - 1)).as(lines.get(at)).matches("# .+\\.");
			}
		}
	}

}
