package io.nagare.workflow.internal.check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the engine takes and would break on when a ticket comes there is told of when the
 * model is checked; what it runs is not refused.
 */
class MisbehavingModelsTests {

	/** Work, then a choice that leads to the end or back. */
	private static Drawing choosing(String condition) {
		return Drawing.work("", "")
			.with("<exclusiveGateway id='g' default='gTou'/>")
			.flow("u", "g")
			.flow("g", "e", condition)
			.flow("g", "u");
	}

	@ParameterizedTest
	@ValueSource(strings = { "action == 'go'", "=approved", "${1}", "${'yes'}", "${n + 1}", "${-1}", "yes ${n}",
			"${ticket.team()}", "${ticket.record(n)}" })
	void refusesAConditionThatSaysNeitherYesNorNo(String condition) {
		assertThat(choosing(condition).findings()).contains("condition_not_boolean@when1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "${n == 'x'}", "${!empty n}", "${ticket.isUrgent()}",
			"${ticket.team() == 'x' || n == 'y'}", "${true}", "${n == 'x' ? true : false}" })
	void takesAConditionThatDoes(String condition) {
		assertThat(choosing(condition).findings()).isEmpty();
	}

	@Test
	void refusesAPartOfWhatSomebodyFilledIn() {
		assertThat(choosing("${n.length == 3}").findings()).contains("value_without_parts@when1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "approved", "${n == 'x'}", "${ticket.record('x')}", "${ticket.team()}" })
	void refusesAnOfferThatNoFunctionAnswers(String when) {
		assertThat(Drawing.work("", "")
			.flow("u", "e")
			.with("<boundaryEvent id='b' attachedToRef='u' cancelActivity='false'>"
					+ Drawing.properties("action", "x", "label", "a / b", "when", when.replace("'", "&apos;"))
					+ "<messageEventDefinition messageRef='m'/></boundaryEvent><endEvent id='be'/>")
			.flow("b", "be")
			.defines("<message id='m' name='M'/>")
			.findings()).contains("when_not_verb@b");
	}

	@Test
	void takesAnOfferThatAFunctionAnswers() {
		assertThat(Drawing.work("", "")
			.flow("u", "e")
			.with("<boundaryEvent id='b' attachedToRef='u' cancelActivity='false'>"
					+ Drawing.properties("action", "x", "label", "a / b", "when", "${ticket.isUrgent()}")
					+ "<messageEventDefinition messageRef='m'/></boundaryEvent><endEvent id='be'/>")
			.flow("b", "be")
			.defines("<message id='m' name='M'/>")
			.findings()).isEmpty();
	}

	@Test
	void refusesWhatDoesNotFitItsPlace() {
		assertThat(Drawing.work("", "")
			.flow("u", "e")
			.timer("b", "timeDuration", "${ticket.isUrgent()}")
			.timer("c", "timeDuration", "${ticket.team()}")
			.findings()).contains("verb_not_here@b").doesNotContain("verb_not_here@c");
		assertThat(Drawing.work("", "<multiInstanceLoopCharacteristics camunda:collection='${ticket.isUrgent()}'/>")
			.flow("u", "e")
			.findings()).contains("verb_not_here@u");
		assertThat(Drawing.work("",
				"<multiInstanceLoopCharacteristics camunda:collection='${ticket.approvers()}' camunda:elementVariable='who'/>")
			.flow("u", "e")
			.findings()).isEmpty();
	}

	/** Who is asked types what he likes. */
	@Test
	void letsNobodySayHowOftenATimerRings() {
		assertThat(Drawing.work("", "")
			.flow("u", "e")
			.timer("b", "timeCycle", "${ticket.answer('n')}")
			.timer("c", "timeDuration", "${ticket.answer('n')}")
			.timer("f", "timeDate", "${ticket.answer('n')}")
			.timer("g", "timeDate", "${ticket.answer('day')}")
			.findings()).containsExactlyInAnyOrder("verb_not_here@b", "verb_not_here@c", "answer_not_date@f",
					"answer_without_zone@g");
	}

	@Test
	void saysOfATimerThatLeavesATaskBehindEachTime() {
		assertThat(Drawing.work("", "")
			.flow("u", "e")
			.timer("b", "timeCycle", "R/P1D")
			.task("v", "", "")
			.flow("b", "v")
			.flow("v", "bEnd")
			.findings()).contains("beside_waits@b");
		assertThat(Drawing.work("", "")
			.flow("u", "e")
			.timer("b", "timeCycle", "R3/P1D")
			.task("v", "", "")
			.flow("b", "v")
			.flow("v", "bEnd")
			.findings()).doesNotContain("beside_waits@b");
		assertThat(Drawing.work("", "").flow("u", "e").timer("b", "timeCycle", "R/P1D").findings()).isEmpty();
	}

	@Test
	void refusesATimerBesideThatRunsIntoTheMainPath() {
		assertThat(Drawing.work("", "")
			.flow("u", "e")
			.with("<boundaryEvent id='b' attachedToRef='u' cancelActivity='false'><timerEventDefinition>"
					+ "<timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>")
			.flow("b", "e")
			.findings()).contains("status_beside@e");
	}

	/**
	 * The end of a scope ends it there, and the scope itself goes on by its main path.
	 */
	@Test
	void takesATimerBesideThatEndsWithinItsScope() {
		assertThat(Drawing.drawing()
			.flow("s", "sub")
			.with("<subProcess id='sub'><startEvent id='ss'/><sequenceFlow id='ssTou' sourceRef='ss' targetRef='u'/>"
					+ "<userTask id='u' camunda:formRef='f' camunda:formRefBinding='deployment'>"
					+ Drawing.status("work") + "</userTask><sequenceFlow id='uTose' sourceRef='u' targetRef='se'/>"
					+ "<endEvent id='se'/><boundaryEvent id='b' attachedToRef='u' cancelActivity='false'>"
					+ "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>"
					+ "<sequenceFlow id='bTose' sourceRef='b' targetRef='se'/></subProcess>")
			.flow("sub", "e")
			.findings()).isEmpty();
	}

	@Test
	void refusesInstancesForEachOfNothing() {
		assertThat(Drawing.work("", "<multiInstanceLoopCharacteristics camunda:collection='approvers'"
				+ " camunda:elementVariable='who'><completionCondition xsi:type='tFormalExpression'>"
				+ "${nrOfCompletedInstances == 1 || nobody == 'x'}</completionCondition></multiInstanceLoopCharacteristics>")
			.flow("u", "e")
			.findings()).filteredOn((found) -> found.startsWith("variable_not_given")).hasSize(1);
	}

	@Test
	void refusesNamesForWhichTheEngineHasNoRoom() {
		assertThat(Drawing.work("name='" + "n".repeat(256) + "'", "").flow("u", "e").findings())
			.contains("too_long_name@u");
		assertThat(Drawing.work("name='" + "n".repeat(255) + "'", "").flow("u", "e").findings()).isEmpty();
		assertThat(Drawing
			.ofTable(Drawing.table(java.util.List.of("-")).replace("name='T'", "name='" + "n".repeat(256) + "'")))
			.contains("too_long_name@t");
	}

	@Test
	void asksForADefaultWhereAFieldIsCalledOutcome() {
		assertThat(Drawing.work("", "")
			.with("<exclusiveGateway id='g'/>")
			.flow("u", "g")
			.flow("g", "e", "${outcome == 'a'}")
			.findings()).contains("choice_without_default@g");
		assertThat(Drawing.work("", "")
			.with("<exclusiveGateway id='g'/>")
			.flow("u", "g")
			.flow("g", "e", "${outcome == 'a'}")
			.flow("g", "u", "${outcome == 'b'}")
			.findings()).isEmpty();
	}

	@Test
	void saysOfAThrownMessageThatItReachesNobody() {
		assertThat(Drawing.drawing()
			.defines("<message id='m' name='M'/>")
			.flow("s", "th")
			.with("<intermediateThrowEvent id='th'><messageEventDefinition messageRef='m'/></intermediateThrowEvent>")
			.flow("th", "c")
			.with("<intermediateCatchEvent id='c'>" + Drawing.status("waiting")
					+ "<messageEventDefinition messageRef='m'/></intermediateCatchEvent>")
			.flow("c", "e")
			.findings()).contains("does_nothing@th", "message_nobody_sends@c");
	}

	@Test
	void refusesATaskThatLeavesByTwoFlowsAtOnce() {
		assertThat(Drawing.work("", "")
			.waits("m")
			.waits("k")
			.flow("u", "m")
			.flow("u", "k", "${n == 'x'}")
			.flow("m", "e")
			.flow("k", "e")
			.findings()).anyMatch((found) -> found.startsWith("status_twice_at_once"));
		assertThat(Drawing.work("default='uTom'", "")
			.waits("m")
			.waits("k")
			.flow("u", "m")
			.flow("u", "k", "${n == 'x'}")
			.flow("m", "e")
			.flow("k", "e")
			.findings()).isEmpty();
	}

	@Test
	void refusesACancelledTransactionWhichNothingFollows() {
		assertThat(Drawing.drawing()
			.flow("s", "t")
			.with("<transaction id='t'><startEvent id='ts'/><sequenceFlow id='tf' sourceRef='ts' targetRef='te'/>"
					+ "<endEvent id='te'><cancelEventDefinition/></endEvent></transaction>")
			.flow("t", "e")
			.findings()).contains("element_unserved@te");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"<multiInstanceLoopCharacteristics camunda:asyncBefore='true'><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>",
			"" })
	void findsWhatIsAsynchronousWhereverItIsWritten(String within) {
		String attributes = within.isEmpty() ? "xmlns:act='http://activiti.org/bpmn' act:async='true'" : "";
		assertThat(Drawing.work(attributes, within).flow("u", "e").findings()).contains("asynchronous@u");
	}

	@Test
	void takesTheTicketThatModelerHandsOn() {
		assertThat(Drawing.drawing()
			.flow("s", "c")
			.with("<callActivity id='c' calledElement='z'><extensionElements><camunda:in"
					+ " businessKey='#{execution.processBusinessKey}'/></extensionElements></callActivity>")
			.flow("c", "e")
			.findings()).isEmpty();
	}

	@Test
	void takesAnErrorThatAnEventSubProcessCatches() {
		Drawing drawing = Drawing.drawing()
			.defines("<error id='er' errorCode='E'/><error id='other' errorCode='O'/>")
			.flow("s", "sub")
			.with("<subProcess id='sub'><startEvent id='ss'/><sequenceFlow id='sf' sourceRef='ss' targetRef='se'/>"
					+ "<endEvent id='se'><errorEventDefinition errorRef='er'/></endEvent></subProcess>")
			.flow("sub", "e");
		assertThat(drawing.findings()).contains("error_not_caught@se");
		assertThat(drawing.with(
				"<subProcess id='es' triggeredByEvent='true'><startEvent id='ess'><errorEventDefinition errorRef='er'/>"
						+ "</startEvent><sequenceFlow id='ef' sourceRef='ess' targetRef='ese'/><endEvent id='ese'>"
						+ Drawing.status("closed") + "</endEvent></subProcess>")
			.findings()).doesNotContain("error_not_caught@se");
	}

	@Test
	void takesACustomersPoolForThePictureThatItIs() {
		String pool = "<process id='q' isExecutable='false'><startEvent id='qs'/>"
				+ "<sequenceFlow id='qf' sourceRef='qs' targetRef='qt'/><userTask id='qt' name='Order'/>"
				+ "<sequenceFlow id='qg' sourceRef='qt' targetRef='qe'/><endEvent id='qe'/></process>";
		assertThat(Drawing.work("", "").flow("u", "e").beside(pool).findings()).isEmpty();
		assertThat(Drawing.work("", "")
			.flow("u", "e")
			.beside(pool.replace("<userTask id='qt'", "<scriptTask id='qt' scriptFormat='x'"))
			.findings()).contains("model_runs_code@qt");
	}

}
