package io.nagare.signin.token;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.nagare.directory.Caller;

/**
 * What a token lets its bearer do of what its owner may: a personal access token or one
 * of OAuth, where permissions are called scopes.
 *
 * @param program by what the owner called it, or the client its administrator
 * @param readOnly whether it changes nothing
 * @param permissions what it is limited to; empty where it may do all that its owner may
 */
public record TokenLimit(String program, boolean readOnly, Optional<Set<String>> permissions) {

	/** The caller as far as he acts through the token. */
	public Caller limit(Caller caller) {
		return this.permissions.map(caller::limitedTo).orElse(caller).through(this.program);
	}

	/**
	 * The same where no request says by its method whether it changes anything: a token
	 * that only reads gives permissions to read and no others.
	 */
	public Caller limitByPermissions(Caller caller) {
		Caller limited = limit(caller);
		return this.readOnly ? limited
			.limitedTo(limited.permissions().stream().filter(TokenLimit::reads).collect(Collectors.toSet())) : limited;
	}

	/** Whether the bearer may change anything at all. */
	public boolean mayWrite() {
		return !this.readOnly
				&& this.permissions.map((words) -> !words.stream().allMatch(TokenLimit::reads)).orElse(true);
	}

	private static boolean reads(String permission) {
		return permission.endsWith(":read") || permission.endsWith(":read_own");
	}

}
