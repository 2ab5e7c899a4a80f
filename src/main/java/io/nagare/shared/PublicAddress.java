package io.nagare.shared;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses may be anybody's in the world: what others name is called there and
 * nowhere inside.
 */
public final class PublicAddress {

	private PublicAddress() {
	}

	/** Whether the address may be anybody's in the world (RFC 6890). */
	public static boolean isPublic(InetAddress address) {
		if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress()) {
			return false;
		}
		byte[] bytes = address.getAddress();
		if (address instanceof Inet4Address) {
			return isPublic(bytes, 0);
		}
		return address instanceof Inet6Address && isPublicV6(bytes);
	}

	private static boolean isPublic(byte[] bytes, int from) {
		int first = bytes[from] & 0xFF;
		int second = bytes[from + 1] & 0xFF;
		int third = bytes[from + 2] & 0xFF;
		return switch (first) {
			case 0, 10, 127 -> false;
			case 100 -> second < 64 || second > 127;
			case 169 -> second != 254;
			case 172 -> second < 16 || second > 31;
			case 192 -> second != 168 && !(second == 0 && (third == 0 || third == 2)) && !(second == 88 && third == 99);
			case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
			case 203 -> !(second == 0 && third == 113);
			default -> first < 224;
		};
	}

	private static boolean isPublicV6(byte[] bytes) {
		int first = bytes[0] & 0xFF;
		int second = bytes[1] & 0xFF;
		// networks without the old kind translate it (RFC 6052): as public as what is
		// carried
		if (first == 0 && second == 0x64) {
			return (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B && bytes[4] == 0 && bytes[5] == 0
					&& isPublic(bytes, 12);
		}
		boolean documentation = first == 0x20 && second == 0x01 && (bytes[2] & 0xFF) == 0x0D
				&& (bytes[3] & 0xFF) == 0xB8;
		// ways of the past to carry the old kind through tunnels; nobody is reached by
		// them
		boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
		boolean sixToFour = first == 0x20 && second == 0x02;
		return (first & 0xE0) == 0x20 && !documentation && !teredo && !sixToFour;
	}

}
