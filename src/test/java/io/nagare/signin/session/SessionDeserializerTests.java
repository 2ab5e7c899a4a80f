package io.nagare.signin.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.util.Set;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.signin.SignedIn;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SessionDeserializerTests {

	@Test
	void readsWhoIsSignedIn() throws IOException {
		UUID signIn = UUID.randomUUID();
		Caller caller = new Caller(UUID.randomUUID(), "agent1", null, "operator", Set.of(), Set.of());
		Object read = read(new SecurityContextImpl(SignedIn.by(caller, signIn)));
		assertThat(((SecurityContextImpl) read).getAuthentication()).isInstanceOfSatisfying(SignedIn.class, (who) -> {
			assertThat(who.userId()).isEqualTo(caller.userId());
			assertThat(who.signIn()).contains(signIn);
			assertThat(who.getAuthorities()).isEmpty();
		});
	}

	@Test
	void readsNothingThatASessionDoesNotHold() {
		assertThatExceptionOfType(InvalidClassException.class).isThrownBy(() -> read(new File("any")));
	}

	private static Object read(Object written) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
			objects.writeObject(written);
		}
		return new SessionDeserializer().deserialize(new ByteArrayInputStream(bytes.toByteArray()));
	}

}
