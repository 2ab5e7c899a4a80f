package io.nagare.notification;

import jakarta.mail.MessagingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What mails have in common. */
class MailFrameTests {

	@Test
	void writesToAddressesOfOldHandsets() throws Exception {
		assertThat(MailFrame.addressOf("taro..yamada@docomo.ne.jp", "Taro").getAddress())
			.isEqualTo("\"taro..yamada\"@docomo.ne.jp");
		assertThat(MailFrame.addressOf("taro.@ezweb.ne.jp", "Taro").getAddress()).isEqualTo("\"taro.\"@ezweb.ne.jp");
		assertThat(MailFrame.addressOf("taro@example.jp", "Taro").getAddress()).isEqualTo("taro@example.jp");
	}

	@Test
	void writesToNoOtherThanOneAddress() {
		for (String none : new String[] { "taro", "a@x, b@x", "taro yamada@example.jp", "a\"b@example.jp", "@x" }) {
			assertThatExceptionOfType(MessagingException.class).as(none)
				.isThrownBy(() -> MailFrame.addressOf(none, "Taro"));
		}
	}

}
