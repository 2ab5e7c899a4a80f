package io.nagare.trial;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionTimedOutException;

import static org.assertj.core.api.Assertions.assertThat;

/** When a trial took too long. */
class TrialRoomTests {

	@Test
	void knowsATimeThatIsOverWhoeverNoticesIt() {
		assertThat(TrialRoom.tookTooLong(new TransactionTimedOutException("x"))).isTrue();
		assertThat(TrialRoom.tookTooLong(new IllegalStateException(new QueryTimeoutException("x")))).isTrue();
		assertThat(TrialRoom.tookTooLong(new IllegalStateException(new SQLException("x", "57014")))).isTrue();
		assertThat(TrialRoom.tookTooLong(new IllegalStateException(new SQLException("x", "23505")))).isFalse();
	}

}
