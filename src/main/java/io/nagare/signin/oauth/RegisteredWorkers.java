package io.nagare.signin.oauth;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.nagare.directory.ExternalTaskWorkers;
import io.nagare.signin.SignIn;
import io.nagare.signin.SignInRepository;
import io.nagare.signin.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The clients that act by themselves and are registered for topics. Read anew for each
 * call: who is registered no more gets nothing more.
 */
@Component
@Transactional(readOnly = true)
class RegisteredWorkers implements ExternalTaskWorkers {

	private final OAuthClientRepository clients;

	private final SignInRepository signIns;

	RegisteredWorkers(OAuthClientRepository clients, SignInRepository signIns) {
		this.clients = clients;
		this.signIns = signIns;
	}

	@Override
	public Optional<Worker> current() {
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn)) {
			return Optional.empty();
		}
		@Nullable UUID client = signedIn.signIn().flatMap(this.signIns::findById).map(SignIn::clientId).orElse(null);
		return (client == null) ? Optional.empty() : this.clients.findById(client)
			.filter(OAuthClient::isActive)
			// not where somebody has signed in for it
			.filter((one) -> one.actsAs().filter(signedIn.userId()::equals).isPresent())
			.map((one) -> new Worker(one.id(), one.name(), Set.copyOf(one.topics())));
	}

	@Override
	public Set<String> topics() {
		return this.clients.findActive()
			.stream()
			.flatMap((client) -> client.topics().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

}
