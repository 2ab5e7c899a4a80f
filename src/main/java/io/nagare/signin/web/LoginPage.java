package io.nagare.signin.web;

import io.nagare.directory.CurrentCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page on which people sign in, and the second step of those who have a second
 * factor. Spring Security takes what it sends.
 */
@Controller
class LoginPage {

	private final CurrentCaller currentCaller;

	LoginPage(CurrentCaller currentCaller) {
		this.currentCaller = currentCaller;
	}

	@GetMapping("/login")
	String login(@RequestParam(required = false) @Nullable String code,
			@RequestParam(required = false) @Nullable String wait,
			@RequestParam(required = false) @Nullable String error,
			@RequestParam(required = false) @Nullable String out, Model model) {
		if (this.currentCaller.find().isPresent()) {
			return "redirect:/";
		}
		if (wait != null) {
			model.addAttribute("wrong", "login.wait");
		}
		else if (error != null) {
			model.addAttribute("wrong", (code != null) ? "login.code_error" : "login.error");
		}
		else if (out != null) {
			model.addAttribute("good", "login.out");
		}
		model.addAttribute("query", (code != null) ? "?code&" : "?");
		return (code != null) ? "code" : "login";
	}

}
