package io.nagare.satisfaction.web;

import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.nagare.satisfaction.SatisfactionByLink;
import io.nagare.satisfaction.SatisfactionService;
import io.nagare.satisfaction.SatisfactionService.Asked;
import io.nagare.satisfaction.SatisfactionService.State;
import io.nagare.shared.Refusal;
import io.nagare.signin.link.LinkedPage;

/** Where the reporter of a closed ticket says how satisfied he is. */
@Controller
@RequestMapping("/satisfaction/{token}")
class SatisfactionPage extends LinkedPage {

	private final SatisfactionByLink satisfaction;

	SatisfactionPage(SatisfactionByLink satisfaction) {
		this.satisfaction = satisfaction;
	}

	@GetMapping
	String show(@PathVariable String token, @RequestParam(required = false) @Nullable String done, Model model,
			HttpServletResponse response) {
		return page(this.satisfaction.look(token), done != null, model, response);
	}

	@PostMapping
	String answer(@PathVariable String token, @RequestParam(required = false) @Nullable String score,
			@RequestParam(required = false) @Nullable String comment, Model model, Locale locale,
			HttpServletResponse response) {
		Optional<Asked> asked = this.satisfaction.look(token);
		if (asked.filter((one) -> one.state() == State.OPEN).isEmpty()) {
			return page(asked, false, model, response);
		}
		// what no keyboard types
		String said = (comment != null) ? comment.replace("\0", "").replace("\r\n", "\n") : "";
		if (score == null || !score.matches("[1-5]") || said.length() > SatisfactionService.LONGEST) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("wrong",
					(said.length() > SatisfactionService.LONGEST) ? "satisfaction.long" : "satisfaction.choose");
			model.addAttribute("comment", said);
			model.addAttribute("score", score);
			return shown(asked.get(), model);
		}
		boolean kept = this.satisfaction.answer(token, Integer.parseInt(score), said);
		return "redirect:/satisfaction/" + token + (kept ? "?done&lang=" : "?lang=") + locale.getLanguage();
	}

	@ExceptionHandler
	String refused(Refusal refusal, CsrfToken csrf, HttpServletResponse response, Model model) {
		model.addAttribute("nonce", guard(csrf, response));
		response.setStatus(refusal.kind().status());
		model.addAttribute("wrong", "detail." + refusal.details().get(0).code());
		return "satisfaction";
	}

	private static String page(Optional<Asked> asked, boolean done, Model model, HttpServletResponse response) {
		if (asked.isEmpty()) {
			response.setStatus(HttpStatus.NOT_FOUND.value());
			model.addAttribute("wrong", "satisfaction.unknown");
			return "satisfaction";
		}
		switch (asked.get().state()) {
			case EXPIRED -> {
				response.setStatus(HttpStatus.GONE.value());
				model.addAttribute("wrong", "satisfaction.expired");
			}
			case ANSWERED -> model.addAttribute("good", done ? "satisfaction.thanks" : "satisfaction.answered");
			case OPEN -> {
			}
		}
		return shown(asked.get(), model);
	}

	private static String shown(Asked asked, Model model) {
		model.addAttribute("asked", asked);
		model.addAttribute("open", asked.state() == State.OPEN);
		return "satisfaction";
	}

}
