package io.nagare.signin.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;

import org.springframework.core.serializer.Deserializer;

/**
 * Reads what a session holds, and nothing else: whoever could write to the table must not
 * run code by it.
 */
final class SessionDeserializer implements Deserializer<Object> {

	private static final ObjectInputFilter FILTER = ObjectInputFilter.Config
		.createFilter("maxdepth=20;maxbytes=1000000;io.nagare.**;org.springframework.security.core.**;"
				+ "org.springframework.security.authentication.**;org.springframework.security.web.**;"
				+ "jakarta.servlet.http.Cookie;java.lang.*;java.util.*;java.time.*;!*");

	@Override
	public Object deserialize(InputStream stream) throws IOException {
		try (ObjectInputStream objects = new ObjectInputStream(stream)) {
			objects.setObjectInputFilter(FILTER);
			return objects.readObject();
		}
		catch (ClassNotFoundException ex) {
			throw new IOException("A session holds what this version does not know", ex);
		}
	}

}
