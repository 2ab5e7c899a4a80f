package io.nagare.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Twenty members vote at the same moment: each vote counts once or is told no. */
@NagareTest
class VotingRaceTests {

	private static final int MEMBERS = 20;

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	private String gateway = "";

	@BeforeEach
	void seatTwenty() {
		this.items.seed();
		this.gateway = this.changing.item("本社VPNゲートウェイ");
		Api admin = this.changing.as("admin");
		Answer team = admin.post("/teams", "name", "大きな委員会");
		if (team.status() == 201) {
			String id = team.data().path("id").asText();
			for (int i = 0; i < MEMBERS; i++) {
				Answer user = admin.post("/users", "username", member(i), "email", member(i) + "@demo.example",
						"first_name", "委員", "last_name", "第" + i, "role", "operator", "password", "demo-demo-demo");
				assertThat(user.status()).as(user.body()).isEqualTo(201);
				Answer joined = admin.put("/teams/" + id + "/members/" + user.data().path("id").asText());
				assertThat(joined.status()).as(joined.body()).isLessThan(300);
			}
		}
		this.changing.seatBoards(List.of(this.changing.as("agent1").idOf("teams", "大きな委員会")));
		for (int i = 0; i < MEMBERS; i++) {
			this.changing.as(member(i), "demo-demo-demo");
		}
	}

	private static String member(int number) {
		return "member" + number;
	}

	private List<Answer> allAtOnce(String id, IntFunction<String> vote) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(MEMBERS);
		try {
			CyclicBarrier start = new CyclicBarrier(MEMBERS);
			List<Callable<Answer>> calls = IntStream.range(0, MEMBERS).<Callable<Answer>>mapToObj((number) -> () -> {
				start.await();
				return this.changing.act(member(number), id, "vote", "vote", vote.apply(number), "reason", "同時");
			}).toList();
			List<Answer> answers = new ArrayList<>();
			for (Future<Answer> one : threads.invokeAll(calls)) {
				answers.add(one.get());
			}
			return answers;
		}
		finally {
			threads.shutdown();
		}
	}

	@RepeatedTest(3)
	void countsEachVoteOnceUntilTheRoundIsDecided() throws Exception {
		String id = this.changing.voted(this.gateway);
		List<Answer> answers = allAtOnce(id, (number) -> "approve");
		assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
		long counted = answers.stream().filter((answer) -> answer.status() == 200).count();
		JsonNode seats = this.changing.change(id).path("votes");
		assertThat(each(seats, "vote")).filteredOn("approve"::equals).hasSize((int) counted);
		// two thirds of twenty decide: the rest comes too late
		assertThat(counted).isEqualTo(14);
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		assertThat(this.changing.tokens(id)).containsExactly("scheduled");
	}

	@RepeatedTest(2)
	void decidesRightlyWhereTheyDisagree() throws Exception {
		String id = this.changing.voted(this.gateway);
		List<Answer> answers = allAtOnce(id, (number) -> (number % 2 == 0) ? "approve" : "reject");
		assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
		long counted = answers.stream().filter((answer) -> answer.status() == 200).count();
		List<String> votes = each(this.changing.change(id).path("votes"), "vote");
		assertThat(votes).filteredOn((vote) -> !vote.equals("null")).hasSize((int) counted);
		assertThat(votes).filteredOn("reject"::equals).hasSize(7);
		assertThat(this.changing.status(id)).isEqualTo("rejected/cancelled");
	}

	@RepeatedTest(5)
	void countsEachVoteOnceThroughWhateverDoor() throws Exception {
		this.changing.seatBoards();
		String id = this.changing.voted(this.gateway);
		List<String> members = List.of("cab1", "cab2", "cab3");
		List<String> tasks = members.stream().map((member) -> this.changing.taskOf(member, id)).toList();
		CyclicBarrier start = new CyclicBarrier(members.size());
		ExecutorService threads = Executors.newFixedThreadPool(members.size());
		List<Integer> statuses = new ArrayList<>();
		try {
			List<Callable<Answer>> calls = IntStream.range(0, members.size())
				.<Callable<Answer>>mapToObj((number) -> () -> {
					start.await();
					return (number == 0) ? this.changing.act("cab1", id, "vote", "vote", "approve") : this.changing
						.complete(members.get(number), tasks.get(number), Map.of("action", "vote", "vote", "approve"));
				})
				.toList();
			for (Future<Answer> one : threads.invokeAll(calls)) {
				statuses.add(one.get().status());
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(statuses).isSubsetOf(200, 204, 409);
		long counted = statuses.stream().filter((status) -> status < 300).count();
		assertThat(each(this.changing.change(id).path("votes"), "vote")).filteredOn("approve"::equals)
			.hasSize((int) counted);
		// two of three decide: the third comes too late
		assertThat(counted).isEqualTo(2);
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void showsTheTokenWhereTheRecordIsWhileTheyVote() {
		String id = this.changing.voted(this.gateway);
		this.changing.does(member(3), id, "vote", "vote", "approve");
		assertThat(this.changing.status(id)).isEqualTo("authorization/in_work");
		assertThat(this.changing.tokens(id)).containsExactly("authorization");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

}
