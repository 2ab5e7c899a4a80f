package io.nagare.intake.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.apache.poi.hsmf.datatypes.Types;
import org.jspecify.annotations.Nullable;

/** The files that Outlook packs into one of its own, mostly called winmail.dat. */
final class TnefFiles {

	private static final Set<String> TYPES = Set.of("application/ms-tnef", "application/vnd.ms-tnef");

	private static final int MOST = 100;

	/** Bytes. */
	private static final int LARGEST = 16 * 1024 * 1024;

	/** What holds properties, each of which is an object many times its size. */
	private static final Set<Integer> PROPERTIES = Set.of(0x9003, 0x9005);

	private static final int LARGEST_PROPERTIES = 2 * 1024 * 1024;

	private static final int MOST_ATTRIBUTES = 20_000;

	private TnefFiles() {
	}

	static boolean isOne(String type, String name) {
		return TYPES.contains(type) || name.equalsIgnoreCase("winmail.dat");
	}

	/** Those within; none where it cannot be read, or holds none. */
	static List<ParsedMail.MailFile> of(byte[] packed) {
		List<ParsedMail.MailFile> files = new ArrayList<>();
		if (packed.length > LARGEST || !isBearable(packed)) {
			return files;
		}
		try {
			for (Attachment each : new HMEFMessage(new ByteArrayInputStream(packed)).getAttachments()) {
				byte @Nullable [] content = each.getContents();
				if (content != null && content.length > 0) {
					if (files.size() == MOST) {
						return List.of();
					}
					files.add(new ParsedMail.MailFile(name(each, files.size() + 1), content));
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// the library takes what is wrong in many ways; the file is kept as it came
			return List.of();
		}
		return files;
	}

	private static boolean isBearable(byte[] packed) {
		ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
		long properties = 0;
		int attributes = 0;
		long at = 6;
		while (at + 9 <= packed.length) {
			int begin = (int) at;
			if (packed[begin] == '\r' || packed[begin] == '\n') {
				at++;
				continue;
			}
			long length = Integer.toUnsignedLong(bytes.getInt(begin + 5));
			properties += PROPERTIES.contains(Short.toUnsignedInt(bytes.getShort(begin + 1))) ? length : 0;
			attributes++;
			at += 11 + length;
		}
		return attributes <= MOST_ATTRIBUTES && properties <= LARGEST_PROPERTIES;
	}

	/** What is not Unicode is in whatever Windows the sender has. */
	private static String name(Attachment file, int number) {
		@Nullable MAPIAttribute full = file.getMAPIAttribute(MAPIProperty.ATTACH_LONG_FILENAME);
		@Nullable TNEFAttribute title = file.getAttribute(TNEFProperty.ID_ATTACHTITLE);
		String name = "";
		if (full != null && full.getType() == Types.UNICODE_STRING.getId()) {
			name = new String(full.getData(), StandardCharsets.UTF_16LE);
		}
		else if (full != null) {
			name = MailCharsets.decode(full.getData(), null);
		}
		else if (title != null) {
			name = MailCharsets.decode(title.getData(), null);
		}
		String line = CleanText.line(name.replace("\0", ""));
		return line.isEmpty() ? "attachment-" + number + ".bin" : line;
	}

}
