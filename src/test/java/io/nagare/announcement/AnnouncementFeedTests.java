package io.nagare.announcement;

import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Publications;
import io.nagare.TestClock;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** The feed, as a feed reader reads it: by RFC 4287, without signing in. */
@NagareTest
class AnnouncementFeedTests {

	private static final String ATOM = "http://www.w3.org/2005/Atom";

	private static final String FEEDS = "/announcements/feeds";

	@LocalServerPort
	private int port;

	@Autowired
	private TestClock clock;

	@Autowired
	private Publications publications;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.clock.reset();
		this.house = OwnHouse.at(this.port);
	}

	@AfterEach
	void goBackToNow() {
		this.clock.reset();
	}

	private Answer made(String who) {
		Answer answer = this.house.as(who).post(FEEDS, "name", "Thunderbird");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer;
	}

	private Answer subscribed(Answer feed) {
		String url = feed.data().path("url").asText();
		return new Client(this.port).with("Accept", "*/*").send("GET", url.substring(url.indexOf("/api/")), null, null);
	}

	private String announced(Object... fields) {
		Answer answer = this.house.as("manager").post("/announcements", fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private static Element parsed(Answer answer) throws Exception {
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		return factory.newDocumentBuilder()
			.parse(new InputSource(new StringReader(answer.body())))
			.getDocumentElement();
	}

	private static List<Element> children(Element parent, String name) {
		List<Element> found = new ArrayList<>();
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element element && ATOM.equals(element.getNamespaceURI())
					&& name.equals(element.getLocalName())) {
				found.add(element);
			}
		}
		return found;
	}

	private static String text(Element parent, String name) {
		assertThat(children(parent, name)).as(name).hasSize(1);
		return children(parent, name).get(0).getTextContent();
	}

	/** What RFC 4287 demands of a feed (4.1.1) and its entries (4.1.2). */
	private static List<Element> valid(Element feed) {
		assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
		assertThat(feed.getLocalName()).isEqualTo("feed");
		assertThat(text(feed, "id")).startsWith("urn:uuid:");
		assertThat(text(feed, "title")).isNotBlank();
		assertThat(Instant.parse(text(feed, "updated"))).isNotNull();
		assertThat(children(children(feed, "author").get(0), "name")).hasSize(1);
		assertThat(children(feed, "link")).extracting((link) -> link.getAttribute("rel"))
			.containsExactlyInAnyOrder("self", "alternate");
		List<Element> entries = children(feed, "entry");
		entries.forEach((entry) -> {
			assertThat(text(entry, "id")).startsWith("urn:uuid:");
			assertThat(text(entry, "title")).isNotBlank();
			assertThat(Instant.parse(text(entry, "updated"))).isBeforeOrEqualTo(Instant.parse(text(feed, "updated")))
				.isAfterOrEqualTo(Instant.parse(text(entry, "published")));
			assertThat(text(entry, "content")).isNotBlank();
			assertThat(children(entry, "category").get(0).getAttribute("term")).isNotBlank();
		});
		assertThat(entries).extracting((entry) -> text(entry, "id")).doesNotHaveDuplicates();
		return entries;
	}

	@Test
	void isValidAtomWhateverPeopleWrite() throws Exception {
		String title = "<script>alert('1')</script> & \"x\" ]]> 髙橋😀";
		String id = announced("kind", "incident", "title_ja", title, "body_ja", "一行目\n<b>二行目</b> &amp;");
		Answer answer = subscribed(made("reporter"));
		assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
		List<Element> entries = valid(parsed(answer));
		assertThat(entries).hasSize(1);
		assertThat(text(entries.get(0), "id")).isEqualTo("urn:uuid:" + id);
		assertThat(text(entries.get(0), "title")).isEqualTo("障害：" + title);
		assertThat(text(entries.get(0), "content")).isEqualTo("一行目\n<b>二行目</b> &amp;");
	}

	@Test
	void leavesOutCharactersThatXmlHasNot() {
		assertThat(AtomFile.printable("a\u0000b\u0008c\ud800d\ufffee\nf\tg😀")).isEqualTo("abcde\nf\tg😀");
	}

	@Test
	void keepsTheIdAndMovesTheTimeOfWhatIsNew() throws Exception {
		String id = announced("kind", "incident", "title_ja", "停止");
		Answer feed = made("reporter");
		Element before = valid(parsed(subscribed(feed))).get(0);
		this.clock.set(Instant.now().plus(10, ChronoUnit.MINUTES));
		this.house.as("manager").post("/announcements/" + id + "/updates", "text_ja", "復旧中");
		Element document = parsed(subscribed(feed));
		Element after = valid(document).get(0);
		assertThat(text(after, "id")).isEqualTo(text(before, "id"));
		assertThat(text(after, "published")).isEqualTo(text(before, "published"));
		assertThat(Instant.parse(text(after, "updated"))).isAfter(Instant.parse(text(before, "updated")));
		assertThat(text(document, "updated")).isEqualTo(text(after, "updated"));
		assertThat(text(after, "content")).contains("復旧中");
	}

	@Test
	void showsNeitherWhatWasWithdrawnNorWhatIsLongOverNorAnotherTenants() throws Exception {
		Instant now = Instant.now();
		announced("kind", "information", "title_ja", "先月の話", "starts_at", now.minus(60, ChronoUnit.DAYS).toString(),
				"ends_at", now.minus(31, ChronoUnit.DAYS).toString());
		announced("kind", "information", "title_ja", "先週の話", "starts_at", now.minus(8, ChronoUnit.DAYS).toString(),
				"ends_at", now.minus(7, ChronoUnit.DAYS).toString());
		String wrong = announced("kind", "information", "title_ja", "誤り");
		this.house.as("manager").post("/announcements/" + wrong + "/withdraw");
		List<Element> entries = valid(parsed(subscribed(made("reporter"))));
		assertThat(entries).extracting((entry) -> text(entry, "title")).containsExactly("お知らせ：先週の話");
		this.house = OwnHouse.at(this.port);
		assertThat(valid(parsed(subscribed(made("reporter"))))).isEmpty();
	}

	@Test
	void isItsMakersAloneUntilItIsRevokedOrHeLeaves() {
		Answer feed = made("reporter");
		String url = feed.data().path("url").asText();
		String token = url.substring(url.lastIndexOf('/') + 1, url.length() - ".atom".length());
		assertThat(token).hasSizeGreaterThan(40);
		assertThat(this.house.as("reporter").get(FEEDS).body()).doesNotContain(token);
		Answer listed = this.house.as("reporter").get(FEEDS);
		assertThat(each(listed.data(), "name")).as(listed.body()).containsExactly("Thunderbird");
		String path = FEEDS + "/" + feed.data().path("id").asText();
		assertThat(refusal(this.house.as("admin").delete(path))).isEqualTo("404 NOT_FOUND");
		assertThat(this.house.as("admin").get(FEEDS).data()).isEmpty();
		assertThat(this.house.as("reporter").delete(path).status()).isEqualTo(204);
		assertThat(refusal(subscribed(feed))).isEqualTo("404 NOT_FOUND");
		Answer other = made("agent3");
		assertThat(subscribed(other).status()).isEqualTo(200);
		String leaver = this.house.idOf("agent3");
		assertThat(this.house.as("admin").patch("/users/" + leaver, "is_active", false).status()).isEqualTo(200);
		assertThat(refusal(subscribed(other))).isEqualTo("404 NOT_FOUND");
		this.publications.awaitDelivery("User$Deactivated");
		assertThat(this.house.as("admin").patch("/users/" + leaver, "is_active", true).status()).isEqualTo(200);
		assertThat(refusal(subscribed(other))).isEqualTo("404 NOT_FOUND");
	}

}
