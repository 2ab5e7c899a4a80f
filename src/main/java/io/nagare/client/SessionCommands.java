package io.nagare.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Signing in and out. */
final class SessionCommands {

	private SessionCommands() {
	}

	/** Keeps a sign-in or a personal access token; both are read, never an argument. */
	@Command(mixinStandardHelpOptions = true)
	static final class SignIn implements Callable<Integer> {

		private final NagareClient client;

		@Option(names = "--user", paramLabel = "NAME")
		private @Nullable String user;

		@Option(names = "--code", paramLabel = "CODE")
		private @Nullable String code;

		@Option(names = "--stdin")
		private boolean piped;

		SignIn(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() {
			String url = this.client.address().orElseThrow(this.client::noAddress);
			ClientWords words = this.client.words();
			StoredCredentials opened;
			if (this.user == null) {
				opened = new StoredCredentials(url, this.client.secret(words.of("token"), this.piped), null);
			}
			else {
				Map<String, String> login = new LinkedHashMap<>();
				login.put("username", this.user);
				login.put("password", this.client.secret(words.of("password"), this.piped));
				if (this.code != null) {
					login.put("code", this.code);
				}
				Server stranger = new Server(new StoredCredentials(url, "", null), words);
				opened = Server.opened(url, stranger.post("/auth/login", login));
			}
			JsonNode person = new Server(opened, words).get("/auth/profile").path("data");
			this.client.file().write(opened);
			if (!this.client.isPrinted(person)) {
				this.client.out().println(words.of("signed_in", person.path("username").asText(), url));
			}
			return 0;
		}

	}

	/** Ends a sign-in, and forgets what opened the server. */
	@Command(mixinStandardHelpOptions = true)
	static final class SignOut implements Callable<Integer> {

		private final NagareClient client;

		SignOut(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() {
			CredentialsFile file = this.client.file();
			try {
				file.read().ifPresent(this::end);
			}
			finally {
				file.delete();
			}
			return 0;
		}

		private void end(StoredCredentials kept) {
			if (kept.refreshToken() != null) {
				new Server(new StoredCredentials(kept.url(), "", null), this.client.words()).post("/auth/logout",
						Map.of("refresh_token", kept.refreshToken()));
			}
		}

	}

}
