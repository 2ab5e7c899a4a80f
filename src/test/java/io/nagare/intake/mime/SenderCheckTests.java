package io.nagare.intake.mime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SenderCheckTests {

	private static final String SERVER = "mx.nagare.example";

	private static ParsedMail from(String sender, String... results) {
		Mails mail = new Mails();
		for (String field : results) {
			mail.line("Authentication-Results: " + field);
		}
		return mail.line("From: " + sender).line("").line("x").parsed();
	}

	/** What the server found out about a mail from demo.example. */
	private static boolean passes(String results, boolean strict) {
		return SenderCheck.passes(from("Taro <taro@demo.example>", SERVER + "; " + results), SERVER, strict);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spf=pass smtp.mailfrom=demo.example", "spf=pass smtp.mailfrom=taro@demo.example",
			"spf=pass smtp.mailfrom=\"taro@demo.example\"", "spf=pass smtp.mailfrom=@demo.example",
			"SPF=Pass SMTP.MailFrom=Taro@Demo.Example", "spf = pass (ok) smtp.mailfrom = demo.example",
			"spf/1=pass smtp.mailfrom=bounce.mail.demo.example",
			"spf=pass smtp.helo=evil.example smtp.mailfrom=demo.example",
			"dkim=pass header.d=demo.example header.i=@evil.example",
			"dkim=pass reason=\"good; signature\" header.d=mail.demo.example header.s=k1 header.b=\"aB/c+d=\"",
			"dkim=fail header.d=demo.example; dkim=pass header.d=demo.example",
			"iprev=pass smtp.remote-ip=192.0.2.1; spf=fail smtp.mailfrom=x.example; dkim=pass header.d=demo.example",
			"dmarc=pass (p=none dis=none) header.from=demo.example", "dmarc=pass", "dmarc=pass action=none",
			"dmarc=fail header.from=evil.example; dmarc=pass header.from=demo.example" })
	void believesTheDomainThatWasProven(String results) {
		assertThat(passes(results, false)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			// HELO is whatever the sender says, and so is the identity of a signature
			"spf=pass smtp.helo=demo.example smtp.mailfrom=evil.example", "spf=pass smtp.helo=demo.example",
			"dkim=pass header.d=evil.example header.i=@demo.example", "dkim=pass header.i=@demo.example",
			"spf=pass header.d=demo.example", "dkim=pass smtp.mailfrom=demo.example",
			"spf=fail smtp.mailfrom=demo.example", "spf=softfail smtp.mailfrom=demo.example",
			"spf=passed smtp.mailfrom=demo.example", "xspf=pass smtp.mailfrom=demo.example",
			"spf=pass xsmtp.mailfrom=demo.example", "spf=pass", "none",
			// other domains
			"spf=pass smtp.mailfrom=example", "spf=pass smtp.mailfrom=evildemo.example",
			"spf=pass smtp.mailfrom=demo.example.evil.example", "spf=pass smtp.mailfrom=demo.example@evil.example",
			// what can be read in two ways
			"spf=pass smtp.mailfrom=evil.example smtp.mailfrom=demo.example",
			"spf=pass smtp.mailfrom=demo.example smtp.mailfrom=evil.example",
			"spf=pass smtp.mailfrom=demo.example smtp.helo=a.example smtp.helo=b.example",
			"dkim=pass header.d=demo.example header.d=demo.example",
			"spf=pass smtp.mailfrom=x smtp.helo=y@demo.example z@evil.example",
			"spf=pass smtp.mailfrom=x@evil.example@demo.example", "spf=pass smtp.mailfrom=demo.example x",
			"dmarc=pass header.from=demo.example header.from=evil.example", "dmarc=pass header.from=",
			"dmarc=pass header.from=evil.example", "dmarc=pass xheader.from=a; dmarc=fail",
			"dmarc=pass; dmarc=fail header.from=demo.example", "dmarc=pass header.from=mail.demo.example",
			// a sender chooses the local part of his address, and what his server is
			// called
			"spf=fail smtp.mailfrom=\"; dmarc=pass x\"@evil.example",
			"spf=fail smtp.mailfrom=\"a\\\"; dmarc=pass x\"@evil.example",
			"spf=fail (helo=a(b); dmarc=pass c) smtp.mailfrom=evil.example",
			"spf=fail (\\); dmarc=pass) smtp.mailfrom=evil.example",
			"none (dmarc=pass; spf=pass smtp.mailfrom=demo.example)" })
	void believesNothingElse(String results) {
		assertThat(passes(results, false)).isFalse();
		assertThat(passes(results, true)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spf=pass smtp.mailfrom=demo.example", "dkim=pass header.d=demo.example" })
	void believesNeitherSpfNorDkimWhereOnlyDmarcCounts(String results) {
		assertThat(passes(results, true)).isFalse();
	}

	/** By the public suffix list; demo.example is under a suffix that it doesn't know. */
	@ParameterizedTest
	@CsvSource({ "a.co.jp, a.co.jp, true", "mail.a.co.jp, a.co.jp, true", "x.a.co.jp, y.a.co.jp, true",
			"a.co.jp, b.co.jp, false", "co.jp, a.co.jp, false", "a.co.jp, co.jp, false", "co.jp, co.jp, false",
			"jp, a.jp, false", "com, a.com, false", "a.com, b.com, false", "mail.a.com, a.com, true",
			"a.github.io, b.github.io, false", "github.io, a.github.io, false", "x.a.github.io, a.github.io, true",
			"a.kawasaki.jp, b.kawasaki.jp, false", "x.b.kawasaki.jp, b.kawasaki.jp, false",
			"x.city.kawasaki.jp, city.kawasaki.jp, true", "example, demo.example, false",
			"evil.example, demo.example, false", "mail.demo.example, demo.example, true" })
	void alignsByOrganizationalDomain(String proven, String from, boolean aligned) {
		assertThat(SenderCheck.passes(from("a@" + from, SERVER + "; dkim=pass header.d=" + proven), SERVER, false))
			.isEqualTo(aligned);
		assertThat(
				SenderCheck.passes(from("a@" + from, SERVER + "; spf=pass smtp.mailfrom=x@" + proven), SERVER, false))
			.isEqualTo(aligned);
	}

	/** Above what the server wrote last nobody else can write. */
	@Test
	void readsTheTopmostFieldOfTheNamedServerAlone() {
		String real = SERVER + "; dmarc=pass header.from=demo.example";
		String other = "mx.evil.example; dmarc=pass header.from=demo.example";
		String sender = "taro@demo.example";
		assertThat(SenderCheck.passes(from(sender, real), SERVER, true)).isTrue();
		assertThat(SenderCheck.passes(from(sender, real), " MX.Nagare.Example ", true)).isTrue();
		assertThat(SenderCheck.passes(from(sender, other), SERVER, true)).isFalse();
		assertThat(SenderCheck.passes(from(sender, other, real), SERVER, true)).isTrue();
		assertThat(SenderCheck.passes(from(sender, SERVER + "; dmarc=fail", real), SERVER, true)).isFalse();
		assertThat(SenderCheck.passes(from(sender, SERVER + "; none", real), SERVER, true)).isFalse();
		assertThat(SenderCheck.passes(from(sender, SERVER + ".evil.example; dmarc=pass"), SERVER, true)).isFalse();
		assertThat(SenderCheck.passes(from(sender), SERVER, true)).isFalse();
	}

	/** Which of two addresses the server looked at, nobody knows then. */
	@Test
	void believesDmarcWithoutADomainOnlyWhereFromHoldsOne() {
		String results = SERVER + "; dmarc=pass";
		assertThat(SenderCheck.passes(from("Taro <taro@demo.example>", results), SERVER, true)).isTrue();
		assertThat(SenderCheck.passes(from("\"a@evil.example\" <taro@demo.example>", results), SERVER, true)).isFalse();
	}

	/** RFC 8601, appendix B. */
	@Test
	void readsTheExamplesOfTheStandard() {
		assertThat(SenderCheck.passes(from("a@example.org", "example.org 1; none"), "example.org", false)).isFalse();
		assertThat(SenderCheck.passes(from("sender@example.net", "example.com; spf=pass smtp.mailfrom=example.net"),
				"example.com", false))
			.isTrue();
		assertThat(SenderCheck.passes(from("sender@example.net",
				"example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=example.net",
				"example.com; iprev=pass policy.iprev=192.0.2.200"), "example.com", false))
			.isTrue();
		assertThat(SenderCheck.passes(from("sender@example.com",
				"example.com; dkim=pass (good signature) header.d=example.com",
				"example.com; auth=pass (cram-md5) smtp.auth=sender@example.com; spf=fail smtp.mailfrom=example.com"),
				"example.com", false))
			.isTrue();
		assertThat(SenderCheck.passes(
				from("sender@newyork.example.com",
						"example.com; dkim=pass reason=\"good signature\" header.i=@mail-router.example.net; "
								+ "dkim=fail reason=\"bad signature\" header.i=@newyork.example.com"),
				"example.com", false))
			.isFalse();
		assertThat(SenderCheck.passes(from("a@example.net",
				"foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for it) fail "
						+ "policy (A dot can go here) . (like that) expired (this surprised me) = (as I wasn't expecting it) 1362471462"),
				"foo.example.net", false))
			.isFalse();
	}

}
