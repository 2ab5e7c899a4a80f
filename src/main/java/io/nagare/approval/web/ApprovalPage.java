package io.nagare.approval.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.nagare.approval.ApprovalByLink;
import io.nagare.approval.ApprovalService.Asked;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.signin.link.LinkedPage;
import io.nagare.ticket.action.DecisionView;
import io.nagare.ticket.action.FieldView;

/** Where somebody decides, by the link of a mail, what a model asks of him. */
@Controller
@RequestMapping("/approvals/{token}")
class ApprovalPage extends LinkedPage {

	/** Before the name of each field, so that none is taken for something else. */
	private static final String FIELD = "field.";

	private final ApprovalByLink approvals;

	private final RefusalWords words;

	ApprovalPage(ApprovalByLink approvals, RefusalWords words) {
		this.approvals = approvals;
		this.words = words;
	}

	@GetMapping
	String show(@PathVariable String token, @RequestParam Map<String, String> said, HttpServletRequest request,
			Model model) {
		Asked asked = this.approvals.look(token, request.getRemoteAddr());
		if (said.containsKey("done")) {
			model.addAttribute("good", "approval.stored");
		}
		return shown(asked, Map.of(), Map.of(), model);
	}

	@PostMapping
	String decide(@PathVariable String token, @RequestParam(defaultValue = "") String action,
			@RequestParam Map<String, String> said, HttpServletRequest request, Locale locale) {
		String address = request.getRemoteAddr();
		List<FieldView> fields = this.approvals.look(token, address)
			.decisions()
			.stream()
			.filter((one) -> one.action().name().equals(action))
			.findFirst()
			.map((one) -> one.action().fields())
			.orElse(List.of());
		this.approvals.decide(token, address, action, values(fields, said));
		return "redirect:/approvals/" + token + "?done&lang=" + locale.getLanguage();
	}

	/** What a form sends is text alone. */
	private static Map<String, Object> values(List<FieldView> fields, Map<String, String> said) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (FieldView field : fields) {
			String text = said.getOrDefault(FIELD + field.key(), "").replace("\0", "").replace("\r\n", "\n");
			if (field.type().equals("checkbox")) {
				values.put(field.key(), !text.isEmpty());
			}
			else if (!text.isBlank()) {
				values.put(field.key(), text);
			}
		}
		return values;
	}

	@ExceptionHandler
	String refused(Refusal refusal, CsrfToken csrf, HttpServletRequest request, HttpServletResponse response,
			Locale locale, Model model) {
		model.addAttribute("nonce", guard(csrf, response));
		response.setStatus(refusal.kind().status());
		switch (refusal.kind()) {
			case NOT_FOUND -> model.addAttribute("wrong", "approval.unknown");
			case UNAUTHENTICATED -> model.addAttribute("wrong", "approval.sign_in");
			case CONFLICT, ACTION_NOT_OPEN,
					FORBIDDEN ->
				model.addAttribute("wrong",
						refusal.details()
							.stream()
							.filter((one) -> one.code().startsWith("link_"))
							.findFirst()
							.map((one) -> "detail." + one.code())
							.orElse("approval.over"));
			default -> {
				Map<String, String> wrong = new LinkedHashMap<>();
				refusal.details()
					.forEach((one) -> wrong.put(String.valueOf(one.field()), this.words.sentence(one, locale)));
				Map<String, String> said = new LinkedHashMap<>();
				request.getParameterMap().forEach((name, values) -> said.put(name, values[0]));
				return shown(this.approvals.look(token(request), request.getRemoteAddr()), said, wrong, model);
			}
		}
		return "approval";
	}

	private static String token(HttpServletRequest request) {
		String path = request.getRequestURI();
		return path.substring(path.lastIndexOf('/') + 1);
	}

	/** Fields that a page without scripts cannot ask for are asked for at the ticket. */
	private static boolean canBeAsked(DecisionView decision) {
		return decision.action()
			.fields()
			.stream()
			.allMatch((field) -> List.of("textfield", "textarea", "select", "radio", "checkbox", "date")
				.contains(field.type()));
	}

	/**
	 * The page with its forms.
	 * @param said what he has filled in already
	 * @param wrong what is wrong with it, by field
	 */
	private static String shown(Asked asked, Map<String, String> said, Map<String, String> wrong, Model model) {
		model.addAttribute("asked", asked);
		model.addAttribute("decisions", asked.decisions().stream().filter(ApprovalPage::canBeAsked).toList());
		model.addAttribute("said", said);
		model.addAttribute("mistakes", wrong);
		return "approval";
	}

}
