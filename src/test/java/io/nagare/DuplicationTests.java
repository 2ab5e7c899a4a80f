package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import net.sourceforge.pmd.cpd.CPDConfiguration;
import net.sourceforge.pmd.cpd.CpdAnalysis;
import net.sourceforge.pmd.cpd.Mark;
import net.sourceforge.pmd.cpd.Match;
import net.sourceforge.pmd.lang.java.JavaLanguageModule;
import net.sourceforge.pmd.lang.document.FileLocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Says things once: PMD's copy-paste detector over the product's Java. */
@Tag("gate")
class DuplicationTests {

	private static final Path SOURCES = Path.of("src/main/java");

	/** PMD's own measure of a copy. */
	private static final int TOKENS = 100;

	@Test
	void repeatsLessThanThreeLinesOfAHundred() throws IOException {
		Map<String, BitSet> copied = new HashMap<>();
		Map<Integer, String> largest = new TreeMap<>();
		CPDConfiguration configuration = new CPDConfiguration();
		configuration.setOnlyRecognizeLanguage(JavaLanguageModule.getInstance());
		configuration.setMinimumTileSize(TOKENS);
		configuration.addInputPath(SOURCES);
		try (CpdAnalysis analysis = CpdAnalysis.create(configuration)) {
			analysis.performAnalysis((report) -> report.getMatches().forEach((match) -> {
				match.iterator().forEachRemaining((mark) -> note(mark.getLocation(), copied));
				largest.put(-match.getLineCount(), describe(match));
			}));
		}
		long copies = copied.values().stream().mapToLong(BitSet::cardinality).sum();
		long all = lines();
		Bounds.hold("duplication.percent", (copies * 100 + all - 1) / all,
				"%d of %d lines; the largest copies are %s".formatted(copies, all, largest));
	}

	private static void note(FileLocation place, Map<String, BitSet> copied) {
		copied.computeIfAbsent(place.getFileId().getAbsolutePath(), (file) -> new BitSet())
			.set(place.getStartLine(), place.getEndLine() + 1);
	}

	private static String describe(Match match) {
		List<String> places = new ArrayList<>();
		for (Mark mark : match) {
			places.add(mark.getLocation().getFileId().getFileName() + ":" + mark.getLocation().getStartLine());
		}
		return String.join(" = ", places);
	}

	private static long lines() throws IOException {
		long lines = 0;
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				lines += Files.readAllLines(file).size();
			}
		}
		return lines;
	}

}
