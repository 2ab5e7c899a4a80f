package io.nagare.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What this process reads from and writes to disks, what the disks of its machine do, and
 * what passes its network, as Linux counts it. Elsewhere there are no such figures.
 */
@Component
class TrafficMetrics {

	private static final Path DISKS = Path.of("/proc/self/io");

	private static final Path MACHINE = Path.of("/proc/diskstats");

	/** Whole devices, of which the parts are counted too. */
	private static final Path DEVICES = Path.of("/sys/block");

	/** No disks, or what counts again what its disks count. */
	private static final Pattern NO_DISK = Pattern.compile("(loop|ram|zram|dm-|md)\\d+");

	/** The columns of {@link #MACHINE}. */
	private static final int NAME = 2;

	private static final int READS = 3;

	private static final int WRITES = 7;

	private static final Path NETWORK = Path.of("/proc/self/net/dev");

	/** The columns of {@link #NETWORK} after the name of the interface. */
	private static final int RECEIVED = 0;

	private static final int SENT = 8;

	TrafficMetrics(MeterRegistry meters) {
		if (Files.isReadable(DISKS)) {
			counter(meters, "nagare.disk", "bytes", "read", (any) -> disk("read_bytes:"),
					"Read from and written to disks");
			counter(meters, "nagare.disk", "bytes", "written", (any) -> disk("write_bytes:"),
					"Read from and written to disks");
		}
		if (Files.isReadable(MACHINE)) {
			counter(meters, "nagare.disk.operations", null, "read", (any) -> operations(READS),
					"Reads and writes that the disks of this machine have done, for whatever runs there");
			counter(meters, "nagare.disk.operations", null, "written", (any) -> operations(WRITES),
					"Reads and writes that the disks of this machine have done, for whatever runs there");
		}
		if (Files.isReadable(NETWORK)) {
			counter(meters, "nagare.network", "bytes", "received", (any) -> network(RECEIVED),
					"Received and sent by the network that this process sees, without itself");
			counter(meters, "nagare.network", "bytes", "sent", (any) -> network(SENT),
					"Received and sent by the network that this process sees, without itself");
		}
	}

	private static void counter(MeterRegistry meters, String name, @Nullable String unit, String direction,
			ToDoubleFunction<Path> value, String description) {
		FunctionCounter.builder(name, DISKS, value)
			.tag("direction", direction)
			.baseUnit(unit)
			.description(description)
			.register(meters);
	}

	private static double disk(String line) {
		return lines(DISKS).filter((each) -> each.startsWith(line))
			.mapToDouble((each) -> Double.parseDouble(each.substring(line.length()).strip()))
			.sum();
	}

	private static double operations(int column) {
		return lines(MACHINE).map((line) -> line.strip().split("\\s+", -1))
			.filter((each) -> each.length > WRITES && !NO_DISK.matcher(each[NAME]).matches()
					&& Files.exists(DEVICES.resolve(each[NAME])))
			.mapToDouble((each) -> Double.parseDouble(each[column]))
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
