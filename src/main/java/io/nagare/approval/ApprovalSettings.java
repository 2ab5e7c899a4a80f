package io.nagare.approval;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How links of mails decide.
 *
 * @param linksGoodFor how long after the mail; zero for no such links
 */
@ConfigurationProperties("nagare.approvals")
record ApprovalSettings(Duration linksGoodFor) {

	boolean areOn() {
		return this.linksGoodFor.compareTo(Duration.ZERO) > 0;
	}

}
