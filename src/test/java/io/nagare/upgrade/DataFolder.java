package io.nagare.upgrade;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/**
 * A data folder in one small file. Of the write-ahead log only the last checkpoint is
 * kept, which is all that a cluster reads that was shut down cleanly.
 */
final class DataFolder {

	private static final Path CLUSTER = Path.of("postgres", "cluster");

	/** What a start makes anew, or what only the one who ran needs. */
	private static final Set<String> LEFT_OUT = Set.of("postgres/lock", "postgres/cluster/postmaster.opts");

	private static final int SEGMENT = 16 << 20;

	private static final int PAGE = 8192;

	/** Where the address of the last checkpoint stands in {@code pg_control}. */
	private static final int CHECKPOINT = 32;

	/** All catalogues of a cluster are alike: far enough back to see the last one. */
	private static final int DICTIONARY = 64 << 20;

	private DataFolder() {
	}

	static void pack(Path folder, Path file) throws IOException {
		LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
		options.setDictSize(DICTIONARY);
		try (OutputStream out = Files.newOutputStream(file);
				TarArchiveOutputStream tar = new TarArchiveOutputStream(
						new XZOutputStream(new BufferedOutputStream(out), options), "UTF-8");
				Stream<Path> all = Files.walk(folder)) {
			tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
			long checkpoint = checkpoint(folder);
			for (Path path : all.sorted().toList()) {
				String name = name(folder, path);
				if (!name.isEmpty() && !isLeftOut(name, segment(checkpoint))) {
					add(tar, path, name, checkpoint);
				}
			}
		}
	}

	private static String name(Path folder, Path path) {
		return folder.relativize(path).toString().replace('\\', '/');
	}

	private static boolean isLeftOut(String name, String segment) {
		return LEFT_OUT.contains(name) || name.startsWith("log") || name.startsWith("postgres/programs")
				|| (name.startsWith("postgres/cluster/pg_wal/0") && !name.endsWith(segment));
	}

	private static void add(TarArchiveOutputStream tar, Path path, String name, long checkpoint) throws IOException {
		if (Files.isDirectory(path)) {
			tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
		}
		else {
			byte[] content = Files.readAllBytes(path);
			if (name.endsWith("/" + segment(checkpoint))) {
				keepCheckpointAlone(content, (int) (checkpoint % SEGMENT));
			}
			TarArchiveEntry entry = new TarArchiveEntry(name);
			entry.setSize(content.length);
			tar.putArchiveEntry(entry);
			tar.write(content);
		}
		tar.closeArchiveEntry();
	}

	/** PostgreSQL looks at the segment's first page and at the checkpoint's own. */
	private static void keepCheckpointAlone(byte[] segment, int at) {
		int page = at / PAGE * PAGE;
		Arrays.fill(segment, PAGE, Math.max(PAGE, page), (byte) 0);
		Arrays.fill(segment, Math.min(SEGMENT, page + 2 * PAGE), SEGMENT, (byte) 0);
	}

	private static long checkpoint(Path folder) throws IOException {
		byte[] control = Files.readAllBytes(folder.resolve(CLUSTER).resolve("global").resolve("pg_control"));
		return ByteBuffer.wrap(control).order(ByteOrder.LITTLE_ENDIAN).getLong(CHECKPOINT);
	}

	private static String segment(long checkpoint) {
		long number = checkpoint / SEGMENT;
		long each = (1L << 32) / SEGMENT;
		return String.format(Locale.ROOT, "%08X%08X%08X", 1, number / each, number % each);
	}

	/** Whatever the folder held is gone. */
	static void unpack(Path file, Path folder) throws IOException {
		FileSystemUtils.deleteRecursively(folder);
		make(folder);
		try (InputStream in = Files.newInputStream(file);
				TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)),
						"UTF-8")) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				Path path = folder.resolve(entry.getName());
				if (entry.isDirectory()) {
					make(path);
				}
				else {
					Files.copy(tar, path);
					permit(path, "rw-------");
				}
			}
		}
	}

	private static void make(Path directory) throws IOException {
		Files.createDirectories(directory);
		permit(directory, "rwx------");
	}

	private static void permit(Path path, String permissions) throws IOException {
		if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
		}
	}

}
