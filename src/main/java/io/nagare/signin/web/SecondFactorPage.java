package io.nagare.signin.web;

import java.util.Optional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.signin.factor.SecondFactors;
import io.nagare.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page to which a browser is led whose user owes a second factor. */
@Controller
class SecondFactorPage {

	private static final String PATH = "/login/second-factor";

	private final CurrentCaller currentCaller;

	private final SecondFactors secondFactors;

	SecondFactorPage(CurrentCaller currentCaller, SecondFactors secondFactors) {
		this.currentCaller = currentCaller;
		this.secondFactors = secondFactors;
	}

	@GetMapping(PATH)
	String show(Model model) {
		Optional<Caller> caller = this.currentCaller.find();
		if (caller.isEmpty() || this.secondFactors.of(caller.get()).since() != null) {
			return caller.isEmpty() ? "redirect:/login" : "redirect:/";
		}
		return enrolment(caller.get(), null, model);
	}

	@PostMapping(PATH)
	String confirm(@RequestParam(defaultValue = "") String code, HttpServletRequest request, Model model) {
		Optional<Caller> caller = this.currentCaller.find();
		if (caller.isEmpty()) {
			return "redirect:/login";
		}
		model.addAttribute("codes", this.secondFactors.confirm(caller.get(), code, request.getRemoteAddr()));
		return "recovery-codes";
	}

	@ExceptionHandler
	String refused(Refusal refusal, Model model) {
		return switch (refusal.kind()) {
			case VALIDATION_FAILED -> enrolment(this.currentCaller.require(), "login.code_error", model);
			case RATE_LIMITED -> enrolment(this.currentCaller.require(), "login.wait", model);
			default -> "redirect:" + PATH;
		};
	}

	private String enrolment(Caller caller, @Nullable String wrong, Model model) {
		model.addAttribute("enrolment", this.secondFactors.goOn(caller));
		if (wrong != null) {
			model.addAttribute("wrong", wrong);
		}
		return "second-factor";
	}

}
