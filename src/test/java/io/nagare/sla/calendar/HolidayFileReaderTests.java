package io.nagare.sla.calendar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HolidayFileReaderTests {

	private static final String HEADING = "国民の祝日・休日月日,国民の祝日・休日名称\r\n";

	@Test
	void isReadInBothEncodings() {
		String file = HEADING + "2028/1/1,元日\r\n2028/1/10,成人の日\r\n";
		for (String charset : new String[] { "windows-31j", "UTF-8" }) {
			assertThat(HolidayFileReader.read(file.getBytes(Charset.forName(charset)))).hasSize(2)
				.containsEntry(LocalDate.of(2028, 1, 10), "成人の日");
		}
		assertThat(HolidayFileReader.read(("\uFEFF" + file).getBytes(StandardCharsets.UTF_8))).hasSize(2);
	}

	@Test
	void isRefusedWithEveryBrokenLine() {
		String file = HEADING + "2028/1/1,元日\n2028/2/30,建国記念の日\n1/10,成人の日\n2028/1/10,\n2028/1/11,a,b\n2028/1/1,元日\n";
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> HolidayFileReader.read(file.getBytes(StandardCharsets.UTF_8)))
			.satisfies((refusal) -> assertThat(refusal.details()).containsExactly(Detail.of("file", "holiday_day", 3),
					Detail.of("file", "holiday_day", 4), Detail.of("file", "holiday_name", 5, 100),
					Detail.of("file", "holiday_columns", 6, 3), Detail.of("file", "holiday_twice", 7, "2028-01-01")));
	}

	@Test
	void isRefusedInAnotherEncoding() {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.writeBytes(HEADING.getBytes(Charset.forName("windows-31j")));
		file.writeBytes("2028/1/1,".getBytes(StandardCharsets.US_ASCII));
		file.writeBytes(new byte[] { (byte) 0x81, (byte) 0xFF, (byte) 0xFF, '\n' });
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> HolidayFileReader.read(file.toByteArray()))
			.satisfies((refusal) -> assertThat(refusal.details())
				.containsExactly(Detail.of("file", "holiday_encoding", 2)));
	}

	@Test
	void isRefusedWhereItIsSomethingElse() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> HolidayFileReader.read(new byte[0]))
			.satisfies((refusal) -> assertThat(refusal.details()).containsExactly(Detail.of("file", "no_holidays")));
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> HolidayFileReader.read("<html>\n".getBytes(StandardCharsets.UTF_8)))
			.satisfies((refusal) -> assertThat(refusal.details()).contains(Detail.of("file", "holiday_heading", 1)));
	}

}
