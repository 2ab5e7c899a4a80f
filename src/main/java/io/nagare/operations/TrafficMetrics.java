package io.nagare.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * What this process reads from and writes to disks, and what passes its network, as Linux
 * counts it. Elsewhere there are no such figures.
 */
@Component
class TrafficMetrics {

	private static final Path DISKS = Path.of("/proc/self/io");

	private static final Path NETWORK = Path.of("/proc/self/net/dev");

	/** The columns of {@link #NETWORK} after the name of the interface. */
	private static final int RECEIVED = 0;

	private static final int SENT = 8;

	TrafficMetrics(MeterRegistry meters) {
		if (Files.isReadable(DISKS)) {
			counter(meters, "nagare.disk", "read", (any) -> disk("read_bytes:"), "Read from and written to disks");
			counter(meters, "nagare.disk", "written", (any) -> disk("write_bytes:"), "Read from and written to disks");
		}
		if (Files.isReadable(NETWORK)) {
			counter(meters, "nagare.network", "received", (any) -> network(RECEIVED),
					"Received and sent by the network that this process sees, without itself");
			counter(meters, "nagare.network", "sent", (any) -> network(SENT),
					"Received and sent by the network that this process sees, without itself");
		}
	}

	private static void counter(MeterRegistry meters, String name, String direction, ToDoubleFunction<Path> value,
			String description) {
		FunctionCounter.builder(name, DISKS, value)
			.tag("direction", direction)
			.baseUnit("bytes")
			.description(description)
			.register(meters);
	}

	private static double disk(String line) {
		return lines(DISKS).filter((each) -> each.startsWith(line))
			.mapToDouble((each) -> Double.parseDouble(each.substring(line.length()).strip()))
			.sum();
	}

	private static double network(int column) {
		return lines(NETWORK).map(String::strip)
			.filter((each) -> each.contains(":") && !each.startsWith("lo:"))
			.mapToDouble((each) -> Double
				.parseDouble(each.substring(each.indexOf(':') + 1).strip().split("\\s+", -1)[column]))
			.sum();
	}

	/** None where the system takes the file away. */
	private static Stream<String> lines(Path file) {
		try {
			return Files.readAllLines(file).stream();
		}
		catch (IOException ex) {
			return Stream.empty();
		}
	}

}
