package io.nagare.intake.mime;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlTextTests {

	private static String text(String html) {
		return HtmlText.of(html.getBytes(StandardCharsets.UTF_8), "utf-8").strip();
	}

	/** As MJML writes each section: against gaps between columns. */
	@Test
	void readsWhatSetsItsSizeAnewWithinNone() {
		assertThat(text("<td style='font-size:0px;padding:20px'><div style='font-size:13px'>Disk full</div></td>"))
			.isEqualTo("Disk full");
	}

	@Test
	void saysNothingOfWhatNobodySees() {
		assertThat(text("<p>a</p><span style='font-size:0'>hidden</span><div style='display:none'>too</div><p>b</p>"))
			.isEqualTo("a\n\nb");
		assertThat(text("<p style='font-size:0.8em'>small</p>")).isEqualTo("small");
	}

	/** As Campaign Monitor writes its buttons, which Outlook has in other words. */
	@Test
	void readsWhatIsHiddenFromOutlookAlone() {
		assertThat(text("<a href='https://x.example/1' style='mso-hide:all;'>Approve</a>"))
			.isEqualTo("Approve <https://x.example/1>");
	}

	/** Marks are nowhere drawn as type: they would stand in the ticket as they are. */
	@Test
	void leavesTypeAwayAndSaysWhereLinksLead() {
		assertThat(text("<h1>Outage</h1><p><b>Important</b>: see <a href='https://x.example/1'>the page</a></p>"))
			.isEqualTo("Outage\nImportant: see the page <https://x.example/1>");
	}

	@Test
	void readsAPageThatIsAForm() {
		assertThat(text("<form action='x'><p>Report</p><input value='no'></form>")).isEqualTo("Report");
	}

	@Test
	void keepsTheLinesOfCode() {
		assertThat(text("<pre><code>line 1\nline 2</code></pre>")).isEqualTo("line 1\nline 2");
	}

	@Test
	void isNeverEmptyWhereThePageSaysSomething() {
		assertThat(text("<div style='display:none'>All of it</div>")).isEqualTo("All of it");
	}

}
