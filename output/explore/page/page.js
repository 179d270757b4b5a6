// The page: what is set, what is asked, what is shown.

import { overrides, read, write } from "./address.js";
import { ask, aside, follow, SILENT } from "./ask.js";
import { Past } from "./past.js";
import { Refusal } from "./refusal.js";
import * as show from "./show.js";

const $ = (id) => document.getElementById(id);
const first = { theories: $("theories").options[0].value, issue: $("issue").options[0].value };
const visitor = [...crypto.getRandomValues(new Uint32Array(4))].map((x) => x.toString(36)).join("");

/** What is set. Everything on the left shows it, everything on the right follows from it. */
let state = read(location.hash, first);
const past = new Past(JSON.stringify(state));

// — what is asked ————————————————————————————————————————————————

let turn = 0; // counts questions
let asking = null; // {stop, waiting: no answer yet}
let again = false; // the setting changed while the first answer was awaited
const near = new Set(); // slots in view
const fresh = new Set(); // slots that show this setting to the end

const setting = () => ({ changes: overrides(state.changes), theories: state.theories });
const played = (slots) => slots.filter((slot) => slot !== "one-draw"); // single draws come by themselves
const pictureOf = (slot) => (slot === "terms" ? `terms-${state.issue}` : slot);
const slotOf = (name) => (name.startsWith("terms-") ? "terms" : name);

/** Asks for the setting as it is now. The last one wins: one that is awaited still gets its first answer, so that pictures follow a drag. */
function request() {
  if (asking && asking.waiting) {
    again = true;
    return;
  }
  fresh.clear();
  start(played([...near]));
}

async function start(slots) {
  asking?.stop.abort();
  const mine = { stop: new AbortController(), waiting: true };
  asking = mine;
  again = false;
  document.body.classList.add("busy");
  const question = { ...setting(), visitor, turn: ++turn, against: state.pin ? overrides(state.pin) : [], want: slots.map(pictureOf) };
  let failed = false;
  try {
    await follow("/run", question, mine.stop.signal, (answer) => {
      if (asking !== mine) return;
      show.steady(() => took(answer, question.want));
      if (mine.waiting) {
        mine.waiting = false;
        if (again) request();
      }
    });
  } catch (error) {
    if (asking !== mine) return;
    failed = true;
    $("played").textContent = "of an earlier setting; this one was not played";
    if (error instanceof Refusal) show.problems(error.problems);
    else show.problems([{ path: "", text: SILENT }]);
  }
  if (asking !== mine) return;
  asking = null;
  document.body.classList.remove("busy");
  if (again) request();
  else if (!failed) fill();
}

/** Asks for the pictures in view that are not up to date. Their figures are remembered, so this is quick. */
function fill() {
  const missing = played([...near]).filter((slot) => !fresh.has(slot));
  if (missing.length && !asking) start(missing);
}

/** Shows an answer, with the pictures that were wanted; of an issue that is no longer looked at there is none to show. */
function took(answer, wanted) {
  const slots = wanted.map(slotOf).filter((slot) => wanted.includes(pictureOf(slot)));
  switch (answer.kind) {
    case "answer":
      for (const p of answer.pictures || []) if (p.name === pictureOf(slotOf(p.name))) show.picture(slotOf(p.name), p); // decoded while the rest is set
      show.problems([]);
      $("under").textContent = `Under ${answer.theory}`;
      $("bar").value = answer.draws;
      $("played").textContent = answer.progress;
      show.endings($("endings"), answer.endings, tell);
      if (answer.last && $("spoken").textContent !== answer.spoken) $("spoken").textContent = answer.spoken;
      show.tables($("shares"), [answer.outcomes]);
      $("remarks").replaceChildren(...(answer.remarks || []).map((text) => Object.assign(document.createElement("p"), { className: "quiet", textContent: `${text}.` })));
      show.tables($("terms"), [answer.terms]);
      show.tables($("utilities"), [answer.utilities]);
      changed(answer.changed);
      if (answer.last) {
        for (const slot of slots) fresh.add(slot); // one that has no picture is up to date as well
        const drawn = new Set((answer.pictures || []).map((p) => slotOf(p.name)));
        for (const slot of slots) if (!drawn.has(slot)) document.querySelector(`figure[data-slot="${slot}"]`).hidden = true;
        document.body.dataset.settled = String(turn);
        oneAgain();
      }
      break;
    case "change":
      changed(answer.changed);
      break;
    case "problems":
      show.problems(answer.problems);
      break;
  }
}

function changed(list) {
  const same = JSON.stringify(overrides(state.changes)) === JSON.stringify(overrides(state.pin || {}));
  const other = state.pin ? `the pinned setting (${overrides(state.pin).join(", ") || "nothing changed"})` : "the scenario as written";
  $("against").textContent = same ? `Nothing: this is ${other}.` : `Against ${other}, on the same draws.`;
  const [shares, terms, parties] = same ? [] : list || [];
  if (same || shares) show.tables($("changed"), shares ? [shares] : []);
  if (same || terms) show.tables($("changed-terms"), terms ? [terms] : []);
  if (same || parties) show.tables($("changed-parties"), parties ? [parties] : []);
}

// — what is set ——————————————————————————————————————————————————

const sliders = [...document.querySelectorAll("input[type=range]")];
const boxes = [...document.querySelectorAll("[data-path] input[type=text]")];
const pathOf = (e) => e.closest("[data-path]").dataset.path;
const written = new Map(); // path → as written
for (const box of boxes) if (!written.has(pathOf(box))) written.set(pathOf(box), box.dataset.written);

/** Sets one number; text that is the scenario's own takes the change back. */
function set(path, value) {
  const changes = { ...state.changes };
  if (value === "" || value === written.get(path)) delete changes[path];
  else changes[path] = value;
  move({ ...state, changes });
}

/** Goes over to another state without a step back yet: a drag has many, and one step. */
function move(next) {
  const before = state;
  state = next;
  reflect();
  history.replaceState(null, "", location.pathname + write(state, first));
  if (JSON.stringify([before.changes, before.theories, before.pin]) !== JSON.stringify([state.changes, state.theories, state.pin])) {
    unmark();
    request();
  }
  else if (before.issue !== state.issue) {
    fresh.delete("terms");
    fill();
  }
}

/** Makes the state a step that undo takes back. */
function commit() {
  past.step(JSON.stringify(state));
  reflect();
}

function go(text) {
  if (text !== null) move(JSON.parse(text));
}

/** Shows the state in every control. */
function reflect() {
  for (const box of boxes) {
    const value = state.changes[pathOf(box)] ?? box.dataset.written;
    if (document.activeElement !== box && box.value !== value) box.value = value;
    box.closest("[data-path]").classList.toggle("moved", pathOf(box) in state.changes);
  }
  for (const slider of sliders) {
    const value = state.changes[pathOf(slider)];
    const number = value === undefined ? slider.dataset.value : value;
    const range = value === undefined ? Number.isNaN(Number(written.get(pathOf(slider)))) : Number.isNaN(Number(value));
    if (!Number.isNaN(Number(number))) slider.value = number;
    slider.setAttribute("aria-valuetext", range ? `${value ?? written.get(pathOf(slider))}, a range` : String(Number(slider.value)));
  }
  const list = Object.keys(state.changes).sort();
  show.changes($("changes").querySelector("ul"), list.map((path) => [path, state.changes[path]]), (path) => {
    set(path, "");
    commit();
  });
  $("unchanged").hidden = list.length > 0;
  $("undo").disabled = past.behind.length === 0;
  $("redo").disabled = past.ahead.length === 0;
  $("reset").disabled = list.length === 0;
  $("unpin").hidden = state.pin === null;
  if ([...$("theories").options].some((o) => o.value === state.theories)) $("theories").value = state.theories;
  if ([...$("issue").options].some((o) => o.value === state.issue)) $("issue").value = state.issue;
}

for (const slider of sliders) {
  slider.addEventListener("input", () => {
    const box = slider.closest(".pair").querySelector("input[type=text]");
    box.value = String(Number(slider.value));
    set(pathOf(slider), box.value);
  });
  slider.addEventListener("change", commit);
}
for (const box of boxes) {
  box.addEventListener("change", () => {
    set(pathOf(box), box.value.trim());
    commit();
    if (box.value.trim() === "") box.value = box.dataset.written;
  });
}
$("theories").addEventListener("change", () => (move({ ...state, theories: $("theories").value }), commit()));
$("issue").addEventListener("change", () => (move({ ...state, issue: $("issue").value }), commit()));
$("undo").addEventListener("click", () => (go(past.undo()), reflect()));
$("redo").addEventListener("click", () => (go(past.redo()), reflect()));
$("reset").addEventListener("click", () => (move({ ...state, changes: {} }), commit()));
$("pin").addEventListener("click", () => (move({ ...state, pin: { ...state.changes } }), commit()));
$("unpin").addEventListener("click", () => (move({ ...state, pin: null }), commit()));
addEventListener("hashchange", () => {
  if (/^#[^=]+$/.test(location.hash)) return; // a place on the page, not a setting
  move(read(location.hash, first));
  commit();
});
addEventListener("keydown", (e) => {
  const typing = e.target instanceof HTMLInputElement && ["text", "search", "number"].includes(e.target.type);
  if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== "z" || typing || $("story").open) return;
  e.preventDefault();
  go(e.shiftKey ? past.redo() : past.undo());
  reflect();
});

// — what holders would rather ————————————————————————————————————

let wondering = null; // stops the question

/** Takes the marks away: they are of an earlier setting. */
function unmark() {
  wondering?.abort();
  $("rathers")?.replaceChildren();
  for (const e of document.querySelectorAll(".lever .mark, .lever .rather")) e.hidden = true;
}

/** Puts a mark at a weight on a slider; its knob moves between the middles of its ends. */
function mark({ path, weight, text }) {
  const lever = document.querySelector(`.lever[data-path="${CSS.escape(path)}"]`);
  const at = lever.querySelector(".mark");
  at.style.left = `calc(8px + ${weight} * (100% - 16px))`;
  at.hidden = false;
  Object.assign(lever.querySelector(".rather"), { textContent: text, hidden: false });
}

async function rather() {
  unmark();
  const mine = (wondering = new AbortController());
  const say = (list) => $("rathers").replaceChildren(...list.map((text) => Object.assign(document.createElement("p"), { className: "quiet", textContent: text })));
  $("rather").disabled = true;
  $("rather-stop").hidden = false;
  say(["Simulating …"]);
  try {
    const answer = await aside("/rather", setting(), mine.signal);
    if (mine.signal.aborted) return;
    answer.levers.forEach(mark);
    say(answer.remarks);
  } catch (error) {
    if (!mine.signal.aborted) say(error instanceof Refusal ? error.problems.map((p) => p.text) : [SILENT]);
  } finally {
    if (wondering === mine) {
      $("rather").disabled = false;
      $("rather-stop").hidden = true;
    }
  }
}
$("rather")?.addEventListener("click", rather);
$("rather-stop")?.addEventListener("click", unmark);

// — searching the other numbers ——————————————————————————————————

const numbers = [...document.querySelectorAll("#numbers > li")];
const MOST = 30;
function search() {
  const words = $("search").value.toLowerCase().split(/[\s]+/).filter(Boolean);
  let found = 0;
  for (const row of numbers) {
    const text = row.dataset.path.toLowerCase().replaceAll("_", " ") + " " + row.dataset.path.toLowerCase();
    const fits = words.length > 0 && words.every((word) => text.includes(word));
    row.hidden = !fits || ++found > MOST;
  }
  $("found").textContent = !words.length ? "" : found > MOST ? `${found} numbers; the first ${MOST} are shown.` : `${found} ${found === 1 ? "number" : "numbers"}.`;
}
$("search").addEventListener("input", () => {
  search();
  if ($("search").value) $("others").scrollIntoView({ block: "start" }); // what is found stands below
});
for (const button of document.querySelectorAll("button.more")) {
  button.addEventListener("click", () => {
    $("search").value = button.dataset.search;
    search();
    $("search").focus();
    $("others").scrollIntoView({ block: "start" });
  });
}

// — single draws —————————————————————————————————————————————————

let steps = null; // the timer that plays them
let shown = ""; // setting and draw that the picture shows
let kept = Infinity;

let asks = 0; // counts draws that were asked for: the last one is shown
let awaited = 0; // draws that have not come yet
async function one(draw) {
  $("draw").value = draw;
  const key = JSON.stringify([setting(), draw]);
  if (key === shown) return;
  const mine = ++asks;
  awaited++;
  try {
    const answer = await ask("/draw", { ...setting(), draw });
    if (mine !== asks) return;
    shown = key;
    kept = answer.kept;
    $("draw").max = kept - 1;
    await show.picture("one-draw", answer.picture);
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) return; // comes with the answer that is on its way
    pause();
  } finally {
    awaited--;
  }
}
/** Shows the draw anew where it is in view. */
const oneAgain = () => near.has("one-draw") && one(Math.max(0, Math.trunc(Number($("draw").value)) || 0));
const step = (by) => {
  const next = Number($("draw").value) + by;
  one(Number.isFinite(kept) ? ((next % kept) + kept) % kept : Math.max(0, next)); // after the last comes the first
};
function pause() {
  clearInterval(steps);
  steps = null;
  if (!$("play")) return; // a page without pictures has none to go through
  $("play").textContent = "Play";
  $("play").setAttribute("aria-pressed", "false");
}
const still = matchMedia("(prefers-reduced-motion: reduce)");
function motion() {
  if (!$("play")) return;
  $("play").hidden = still.matches;
  $("still").hidden = !still.matches;
  if (still.matches) pause();
}
still.addEventListener("change", motion);
motion();
$("before")?.addEventListener("click", () => (pause(), step(-1)));
$("after")?.addEventListener("click", () => (pause(), step(1)));
$("draw").addEventListener("change", oneAgain);
$("play")?.addEventListener("click", () => {
  if (steps) {
    pause();
    return;
  }
  $("play").textContent = "Pause";
  $("play").setAttribute("aria-pressed", "true");
  steps = setInterval(() => awaited || step(1), 1000); // however slowly they come, each is seen
});
$("tell").addEventListener("click", () => tell(Number($("draw").value)));

/** Tells a draw as a story. */
async function tell(draw) {
  pause();
  const box = $("story");
  box.querySelector("pre").textContent = "…";
  box.querySelector("code").textContent = "";
  box.showModal();
  try {
    const answer = await ask("/story", { ...setting(), draw });
    box.querySelector("pre").textContent = answer.text;
    box.querySelector("code").textContent = answer.command;
  } catch (error) {
    box.querySelector("pre").textContent = error.message;
  }
}

// — saving ———————————————————————————————————————————————————————

const form = $("variant");
let composed = ""; // what the file shown was made of
const sheet = () => ({ ...setting(), name: $("name").value.trim(), title: $("title").value.trim() });
async function save(write, replace) {
  const wanted = sheet();
  let answer;
  try {
    answer = await ask("/variant", { ...wanted, write, replace });
  } catch (error) {
    answer = error instanceof Refusal ? error.body : {};
    if (!answer.file) {
      $("saved").textContent = error.message;
      $("preview").hidden = true;
      for (const id of ["write", "copy", "download"]) if ($(id)) $(id).hidden = true;
      return;
    }
  }
  composed = JSON.stringify(wanted);
  $("preview").textContent = answer.text;
  $("preview").hidden = false;
  if (!$("write")) {
    hand(answer);
    return;
  }
  const stuck = (answer.problems || []).map((p) => p.text).join(" ");
  $("write").hidden = answer.written || stuck.includes("choose another");
  $("write").textContent = answer.exists ? `Replace ${answer.file}` : `Write ${answer.file}`;
  $("write").dataset.replace = answer.exists ? "yes" : "";
  const words = answer.written ? `Wrote ${answer.file}. Play it to the same figures with: ` : answer.exists ? `${stuck || `${answer.file} is there already.`} ` : "This is what will be written. ";
  $("saved").textContent = words;
  if (answer.written) $("saved").append(Object.assign(document.createElement("code"), { textContent: answer.command }));
}
/** Hands a variant out, where no server writes it. */
function hand(answer) {
  URL.revokeObjectURL($("download").href);
  Object.assign($("download"), { download: answer.file, href: URL.createObjectURL(new Blob([answer.text], { type: "application/yaml" })), hidden: false });
  $("copy").hidden = false;
  $("saved").textContent = `Save it as ${answer.file} next to the scenario. Run it to the same numbers with: `;
  $("saved").append(Object.assign(document.createElement("code"), { textContent: answer.command }));
}
$("copy")?.addEventListener("click", () => {
  getSelection().selectAllChildren($("preview"));
  document.execCommand("copy"); // the clipboard's own interface is closed to pages of a file
});
form?.addEventListener("submit", (e) => {
  e.preventDefault();
  save(false, false);
});
$("write")?.addEventListener("click", () => {
  if (composed !== JSON.stringify(sheet())) save(false, false); // shown first, then written
  else save(true, $("write").dataset.replace === "yes");
});

// — beginning ————————————————————————————————————————————————————

const watcher = new IntersectionObserver(
  (entries) => {
    for (const e of entries) {
      const slot = e.target.dataset.slot;
      if (e.isIntersecting) near.add(slot);
      else near.delete(slot);
    }
    if (document.body.dataset.settled) oneAgain();
    if (!asking && document.body.dataset.settled) fill();
    if (!asking && !document.body.dataset.settled) request();
  },
  { rootMargin: "300px" },
);
// A figure without a picture takes no room and would never come into view, so
// what is watched is the section around it.
for (const figure of document.querySelectorAll("figure[data-slot]")) {
  figure.parentElement.dataset.slot = figure.dataset.slot;
  watcher.observe(figure.parentElement);
}
if (!document.querySelector("figure[data-slot]")) request(); // no picture will come into view
reflect();
addEventListener("beforeprint", () => {
  for (const d of document.querySelectorAll("figure[data-slot]")) if (!d.querySelector("img").src) d.hidden = true;
});
