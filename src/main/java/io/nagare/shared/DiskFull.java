package io.nagare.shared;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Tells a full disk, which passes, from a file that cannot be read or written. */
public final class DiskFull {

	/** The words of operating systems, in Japanese too; Java has no other sign of it. */
	private static final List<String> WORDS = List.of("No space left on device", "Disk quota exceeded",
			"There is not enough space on the disk",
			"\u30c7\u30d0\u30a4\u30b9\u306b\u7a7a\u304d\u9818\u57df\u304c\u3042\u308a\u307e\u305b\u3093");

	private DiskFull() {
	}

	/** Whether that is what it comes from. */
	public static boolean isCauseOf(Throwable failure) {
		for (@Nullable
		Throwable at = failure; at != null; at = at.getCause()) {
			String message = at.getMessage();
			if (at instanceof IOException && message != null && WORDS.stream().anyMatch(message::contains)) {
				return true;
			}
		}
		return false;
	}

}
