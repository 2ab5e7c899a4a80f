package io.nagare.security.web;

import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.CurrentCaller;
import io.nagare.security.Custody;

/** Through whose hands a file went, for who reads the audit log. */
@RestController
@RequestMapping("/api/v1/attachments")
@Tag(name = "Audit")
class CustodyController {

	private final Custody custody;

	private final CurrentCaller callers;

	CustodyController(Custody custody, CurrentCaller callers) {
		this.custody = custody;
		this.callers = callers;
	}

	@GetMapping("/{id}/custody")
	@Operation(
			summary = "Who put a file on a ticket, took it down and removed it, and whether its bytes are as they came")
	Custody.Chain custodyOfAttachment(@PathVariable UUID id) {
		this.callers.requireMember().demand("audit:read");
		return this.custody.of(id);
	}

}
