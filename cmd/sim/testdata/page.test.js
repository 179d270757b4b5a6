// Tests of the page's modules that need no page. They run in the browser, from
// TestPageModules; the value is the list of what is wrong.
(async () => {
  const { overrides, read, write } = await import("/page/address.js");
  const { Lines } = await import("/page/ask.js");
  const { Refusal } = await import("/page/refusal.js");
  const { Past } = await import("/page/past.js");
  const wrong = [];
  const same = (what, got, want) => {
    if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push(`${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  };

  const first = { theories: "nash", issue: "territory" };
  const state = (more) => ({ changes: {}, theories: "nash", issue: "territory", pin: null, ...more });
  same("the scenario as served has no address", write(state(), first), "");
  same("an empty address", read("", first), state());
  for (const s of [
    state({ changes: { "levers.aid_cutoff.weight": "0.9" } }),
    state({ changes: { b: "0.4 to 0.8", a: "{uniform: [0, 0.4]}" }, theories: "all", issue: "nato" }),
    state({ pin: {} }),
    state({ pin: { "a.b": "1" }, changes: { "a.b": "2 & 3 = # % + ü" } }),
  ]) {
    const back = read(write(s, first), first);
    same("there and back", { ...back, changes: overrides(back.changes), pin: back.pin && overrides(back.pin) }, { ...s, changes: overrides(s.changes), pin: s.pin && overrides(s.pin) });
  }
  same("the order of changes does not matter", write(state({ changes: { b: "1", a: "2" } }), first), write(state({ changes: { a: "2", b: "1" } }), first));
  same("overrides", overrides({ b: "1", a: "x = y" }), ["a=x = y", "b=1"]);
  same("nonsense in an address", read("#set=nonsense&set==3&set=a=1&other=2&%E0%A4%A", first), state({ changes: { a: "1" } }));

  const lines = new Lines();
  same("half a line", lines.take('{"a":1}\n{"b"'), [{ a: 1 }]);
  same("its other half", lines.take(":2}\n\n"), [{ b: 2 }]);
  same("two at once", lines.take("1\n2\n"), [1, 2]);

  const refusal = new Refusal(422, { problems: [{ path: "a", text: "is wrong" }, { path: "", text: "so is b" }] });
  same("a refusal", [refusal.status, refusal.message, refusal.problems.length], [422, "is wrong\nso is b", 2]);
  same("a refusal without words", new Refusal(500, {}).problems, [{ path: "", text: "status 500" }]);

  const past = new Past("0");
  same("nothing to undo", [past.undo(), past.redo()], [null, null]);
  past.step("1");
  past.step("1");
  past.step("2");
  same("undo twice", [past.undo(), past.undo(), past.undo()], ["1", "0", null]);
  same("redo", [past.redo(), past.redo(), past.redo()], ["1", "2", null]);
  past.undo();
  past.step("3");
  same("a new step forgets what was undone", [past.redo(), past.undo()], [null, "1"]);
  for (let i = 0; i < 500; i++) past.step(`s${i}`);
  same("steps that are remembered", past.behind.length, 200);
  return wrong;
})();
