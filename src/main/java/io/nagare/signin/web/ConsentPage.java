package io.nagare.signin.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.signin.oauth.AuthorizationServerConfiguration;
import io.nagare.signin.oauth.RequestedClient;
import io.nagare.signin.oauth.UsualScopes;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page on which people say whether a client may do for them what it asks for. What
 * they may not do themselves is neither shown nor given.
 */
@Controller
class ConsentPage {

	private final CurrentCaller currentCaller;

	private final RequestedClient wantedClient;

	private final PermissionWords words;

	ConsentPage(CurrentCaller currentCaller, RequestedClient wantedClient, PermissionWords words) {
		this.currentCaller = currentCaller;
		this.wantedClient = wantedClient;
		this.words = words;
	}

	@GetMapping(AuthorizationServerConfiguration.CONSENT)
	String ask(@RequestParam(defaultValue = "") String scope, @RequestParam(defaultValue = "") String state,
			HttpServletRequest request, Locale locale, Model model) {
		Optional<Caller> caller = this.currentCaller.find();
		Optional<RegisteredClient> client = this.wantedClient.asking(request);
		if (caller.isEmpty() || client.isEmpty()) {
			return "redirect:/login";
		}
		List<String> wanted = List.of(scope.split(" "));
		List<String> given = caller.get().permissions().stream().filter(wanted::contains).sorted().toList();
		model.addAttribute("client", client.get().getClientName());
		model.addAttribute("clientId", client.get().getClientId());
		model.addAttribute("username", caller.get().username());
		model.addAttribute("state", state);
		model.addAttribute("scopes", given);
		model.addAttribute("identity", wanted.stream().filter(UsualScopes.IDENTITY::contains).sorted().toList());
		model.addAttribute("groups", this.words.grouped(Set.copyOf(given), locale));
		model.addAttribute("query",
				UriComponentsBuilder.newInstance()
					.queryParam("client_id", "{client}")
					.queryParam("state", "{state}")
					.queryParam("scope", "{scope}")
					.encode()
					.buildAndExpand(client.get().getClientId(), state, scope)
					.toUriString() + "&");
		return "consent";
	}

}
