package io.nagare.masking;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** What is personal data in a text, and what only looks like it. */
class PersonalDataFinderTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "email|連絡は taro.yamada+it@example.co.jp まで|taro.yamada+it@example.co.jp",
			"email|ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐへ|ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "email|09012345678@docomo.ne.jp|09012345678@docomo.ne.jp",
			"phone|電話090-1234-5678です|090-1234-5678", "phone|０９０－１２３４－５６７８|０９０－１２３４－５６７８",
			"phone|090ー1234ー5678|090ー1234ー5678", "phone|TEL:03(1234)5678.|03(1234)5678",
			"phone|(03) 1234-5678|(03) 1234-5678", "phone|0120-123-456（無料）|0120-123-456",
			"phone|08012345678|08012345678", "phone|電話番号は0312345678|0312345678",
			"phone|+81 (0)3-1234-5678|+81 (0)3-1234-5678", "phone|call +1 415-555-0132.|+1 415-555-0132",
			"phone|2026-11-30 03-1234-5678|03-1234-5678", "my_number|個人番号123456789018|123456789018",
			"my_number|マイナンバー 1234-5678-9018 を登録|1234-5678-9018", "my_number|１２３４　５６７８　９０１８|１２３４　５６７８　９０１８",
			"my_number|個人番号は200001010009です|200001010009", "credit_card|4111 1111 1111 1111|4111 1111 1111 1111",
			"credit_card|カード5555555555554444で|5555555555554444", "credit_card|3782-822463-10005|3782-822463-10005",
			"credit_card|４１１１－１１１１－１１１１－１１１１|４１１１－１１１１－１１１１－１１１１",
			"credit_card|4111-1111-1111-1111 1234|4111-1111-1111-1111", "passport|パスポート番号TR1234567|TR1234567",
			"passport|Passport No. 123456789|123456789", "driving_licence|運転免許証番号 301234567890|301234567890",
			"iban|IBAN DE89 3704 0044 0532 0130 00.|DE89 3704 0044 0532 0130 00",
			"iban|GB82WEST12345698765432|GB82WEST12345698765432" })
	void findsWhatIsPersonal(String kind, String text, String expected) {
		assertThat(PersonalDataFinder.in(text)).as(text)
			.extracting((found) -> found.kind().word() + " " + text.substring(found.start(), found.end()))
			.containsExactly(kind + " " + expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "@", "user@host", "a@b", "INC0000123 と CHG0000456", "192.168.0.1:8080 10.0.0.255/24",
			"2026-11-30T09:12:34.123456+09:00", "2026/11/30 12:34", "202611301234", "1796052847123",
			"4111 1111 1111 1112", "123456789012", "order 123456789018", "000000000000", "0000-0000-0000",
			"DE00 3704 0044 0532 0130 00", "KB5034441 SR1234567 TR1234567", "12345678-0901-2345-6789-123456789018",
			"a1b2c3d4-0901-2345-6789-abcdef012345", "0.4111111111111111", "job_4111111111111111_x", "4901234567894",
			"1,234,567,890 円", "v03.1234.5678b", "-0.12345678 1e10", "04111111111111111", "ErrorCode=0x8007005",
			"0312345678 件", "41111111111111111111111111111111" })
	void findsNothingInWhatIsNot(String text) {
		assertThat(PersonalDataFinder.in(text)).as(text).isEmpty();
	}

	@Test
	void findsAllOfATextInItsOrder() {
		assertThat(PersonalDataFinder.in("山田 090-1234-5678 / yamada@example.jp / 4111111111111111、1234-5678-9018"))
			.extracting(PersonalDataFinder.Found::kind)
			.containsExactly(PersonalDataKind.PHONE, PersonalDataKind.EMAIL, PersonalDataKind.CREDIT_CARD,
					PersonalDataKind.MY_NUMBER);
	}

	@Test
	void takesNoKeyForANumber() {
		for (int round = 0; round < 100_000; round++) {
			String key = UUID.randomUUID().toString();
			assertThat(PersonalDataFinder.in(key)).as(key).isEmpty();
		}
	}

	@Test
	void readsAMillionCharactersOfAnythingInAMoment() {
		for (String piece : List.of("4", "1 ", "12 ", "1-", "12-34 ", "(0", "+1", "@", "a@", "a.", "a@b.",
				"0901234567@", "GB82 ", "GB82WEST1234569876543", "A1", "123456789 ", "4111 1111 1111 111", "_1",
				"0(")) {
			String text = piece.repeat(1_000_000 / piece.length());
			assertTimeout(Duration.ofSeconds(3), () -> PersonalDataFinder.in(text), piece);
		}
	}

	@Test
	void namesPlacesThatAreInTheTextAndDoNotOverlapWhateverIsWritten() {
		String alphabet = "0123456789 -.()+@aZ_４－ー電話\n";
		for (int round = 0; round < 20_000; round++) {
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < 40; i++) {
				text.append(alphabet.charAt(ThreadLocalRandom.current().nextInt(alphabet.length())));
			}
			int last = 0;
			for (PersonalDataFinder.Found found : PersonalDataFinder.in(text.toString())) {
				assertThat(found.start()).as(text.toString()).isGreaterThanOrEqualTo(last).isLessThan(found.end());
				assertThat(found.end()).as(text.toString()).isLessThanOrEqualTo(text.length());
				last = found.end();
			}
		}
	}

}
