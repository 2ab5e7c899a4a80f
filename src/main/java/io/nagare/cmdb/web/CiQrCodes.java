package io.nagare.cmdb.web;

import java.util.UUID;

import io.nayuki.qrcodegen.QrCode;

import org.springframework.stereotype.Component;

import io.nagare.shared.PublicUrl;

/** Draws what is put on a device, so that whoever stands before it finds its page. */
@Component
class CiQrCodes {

	/** Scanners want so many empty squares around. */
	private static final int BORDER = 4;

	private final PublicUrl addresses;

	CiQrCodes(PublicUrl addresses) {
		this.addresses = addresses;
	}

	/** The address of the item's page, as a picture in SVG. */
	String draw(UUID item) {
		QrCode code = QrCode.encodeText(this.addresses.of("/cmdb/" + item), QrCode.Ecc.MEDIUM);
		StringBuilder squares = new StringBuilder();
		for (int y = 0; y < code.size; y++) {
			for (int x = 0; x < code.size; x++) {
				if (code.getModule(x, y)) {
					squares.append("M%d %dh1v1h-1z".formatted(x + BORDER, y + BORDER));
				}
			}
		}
		int size = code.size + 2 * BORDER;
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="240" height="240">\
				<path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path fill="#000" d="%2$s"/></svg>
				""".formatted(size, squares);
	}

}
