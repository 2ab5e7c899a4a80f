package io.nagare.sdk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Files and fields that are sent together. */
public final class Multipart {

	private final String boundary = UUID.randomUUID().toString();

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	/** A file, whatever its type: the product reads that from the content. */
	public Multipart file(String field, String name, byte[] content) {
		return part("name=\"" + escaped(field) + "\"; filename=\"" + escaped(name)
				+ "\"\r\nContent-Type: application/octet-stream", content);
	}

	public Multipart field(String name, String value) {
		return part("name=\"" + escaped(name) + "\"", value.getBytes(StandardCharsets.UTF_8));
	}

	private static String escaped(String name) {
		return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
	}

	private Multipart part(String head, byte[] content) {
		write("--" + this.boundary + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n");
		this.body.writeBytes(content);
		write("\r\n");
		return this;
	}

	private void write(String text) {
		this.body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

	String type() {
		return "multipart/form-data; boundary=" + this.boundary;
	}

	byte[] bytes() {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		whole.writeBytes(this.body.toByteArray());
		whole.writeBytes(("--" + this.boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
		return whole.toByteArray();
	}

}
