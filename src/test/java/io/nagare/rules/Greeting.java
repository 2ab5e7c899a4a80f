package io.nagare.rules;

/** The fact of a rule set that tests may change. */
@Fact
public final class Greeting {

	private final String name;

	private String said = "";

	public Greeting(String name) {
		this.name = name;
	}

	public String name() {
		return this.name;
	}

	public void say(String greeting) {
		this.said = greeting;
	}

	public String said() {
		return this.said;
	}

}
