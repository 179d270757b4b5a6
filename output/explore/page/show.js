// Putting answers on the page. Everything from the server is set as text,
// never as markup; pictures are images.

const make = (name, text, attributes = {}) => {
  const e = document.createElement(name);
  if (text !== undefined) e.textContent = text;
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  return e;
};

/** @returns a table for what the server calls one. */
export function table(t) {
  const box = make("div", undefined, { class: "wide", tabindex: "0", role: "group", "aria-label": t.title });
  const out = make("table");
  out.append(make("caption", t.title));
  const head = make("tr");
  t.head.forEach((text, i) => head.append(make("th", text, { scope: "col", ...(t.left[i] ? {} : { class: "n" }) })));
  const top = make("thead");
  top.append(head);
  const body = make("tbody");
  for (const row of t.rows || []) {
    const line = make("tr");
    row.forEach((text, i) => line.append(i ? make("td", text, t.left[i] ? {} : { class: "n" }) : make("th", text, { scope: "row" })));
    body.append(line);
  }
  out.append(top, body);
  box.append(out);
  return box;
}

/** Fills a place again. Who is there by keyboard stays there, or comes to what stands in its place, or else to another. */
function refill(place, list, other) {
  const used = document.activeElement;
  const at = [...place.children].findIndex((e) => e.contains(used));
  place.replaceChildren(...list);
  if (at < 0) return;
  const next = place.children[Math.min(at, place.children.length - 1)];
  (used.isConnected ? used : (next?.querySelector("button") ?? next ?? other))?.focus({ preventScroll: true });
}

/** Puts tables in a place, keeping the place scrolled as it is. */
export function tables(place, list) {
  const left = [...place.children].map((e) => e.scrollLeft);
  refill(place, list.map(table), document.getElementById("results"));
  [...place.children].forEach((e, i) => (e.scrollLeft = left[i] || 0));
}

/** Changes the results and keeps what is looked at where it is: the control in use, or what stands first in view. */
export function steady(change) {
  const results = document.getElementById("results");
  const used = document.activeElement;
  const top = results.querySelector("#summary").getBoundingClientRect().bottom;
  const edge = top < innerHeight / 2 ? top : 60; // on a narrow screen the summary stands below
  const inView = (e) => e.getBoundingClientRect().bottom > edge && e.getBoundingClientRect().top < innerHeight;
  const still = scrollY === 0 ? null : used.closest("#results > section:not(#summary)") && inView(used) ? used : [...results.children].find((e) => e.id !== "summary" && inView(e));
  const before = still?.getBoundingClientRect().top;
  change();
  const moved = still ? still.getBoundingClientRect().top - before : 0;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
}

/** Puts a picture in its slot once it is ready, so that nothing flickers. */
export async function picture(slot, p) {
  const figure = document.querySelector(`figure[data-slot="${slot}"]`);
  if (figure.hidden) steady(() => (figure.hidden = false));
  const turn = (figure.dataset.turn = String(Number(figure.dataset.turn || 0) + 1));
  const address = URL.createObjectURL(new Blob([p.svg], { type: "image/svg+xml" }));
  const next = new Image();
  next.src = address;
  try {
    await next.decode();
  } catch {
    // shown as it comes
  }
  if (figure.dataset.turn !== turn) {
    URL.revokeObjectURL(address); // a later one is on its way
    return;
  }
  const img = figure.querySelector("img");
  const old = img.src;
  steady(() => {
    img.height = Math.round((800 * next.naturalHeight) / next.naturalWidth) || 300;
    img.src = address;
    img.alt = p.title;
    figure.querySelector("p").textContent = p.description;
  });
  if (old) URL.revokeObjectURL(old);
}

/** Shows how draws end under the leading theory: a line for each class. */
export function endings(place, list, why) {
  const rows = new Map([...place.children].map((row) => [row.dataset.class, row]));
  refill(
    place,
    list.map((e) => {
      let row = rows.get(e.class);
      if (!row) {
        row = make("li", undefined, { "data-class": e.class });
        const bar = make("div", undefined, { class: "bar", "aria-hidden": "true" });
        bar.append(make("i", undefined, { class: e.class }), make("b"));
        const button = make("button", "Why?", { type: "button", "aria-label": `Why? Tell a draw that ${e.words.replace(/^end/, "ends")}` });
        button.addEventListener("click", () => why(Number(row.dataset.draw)));
        row.append(make("span", e.label, { class: "class" }), make("span", "", { class: "share" }), bar, button);
      }
      row.dataset.draw = e.draw;
      row.querySelector("button").disabled = e.draw < 0;
      row.querySelector(".share").textContent = e.share;
      const [fill, error] = row.querySelectorAll(".bar > *");
      fill.style.width = `${100 * e.value}%`;
      error.style.left = `${100 * e.lower}%`;
      error.style.width = `${100 * (e.upper - e.lower)}%`;
      return row;
    }),
    document.getElementById("results"),
  );
}

/** Shows what is wrong beside what it is wrong with, the rest in one place. */
export function problems(list) {
  const rest = [];
  for (const wrong of document.querySelectorAll(".wrong")) {
    wrong.hidden = true;
    wrong.textContent = "";
  }
  for (const e of document.querySelectorAll("[aria-invalid]")) e.removeAttribute("aria-invalid");
  for (const p of list) {
    const places = p.path ? [...document.querySelectorAll("[data-path]")].filter((e) => e.dataset.path === p.path && !e.hidden) : [];
    if (!places.length) rest.push(p.path && !p.text.includes(p.path) ? `${p.path}: ${p.text}` : p.text);
    for (const place of places) {
      const wrong = place.querySelector(".wrong");
      wrong.hidden = false;
      wrong.textContent = p.text;
      for (const input of place.querySelectorAll("input")) input.setAttribute("aria-invalid", "true");
    }
  }
  const box = document.getElementById("problems");
  const inPlace = list.length - rest.length;
  if (inPlace) rest.unshift(inPlace === 1 ? "One change cannot be played; see beside it." : `${inPlace} changes cannot be played; see beside them.`);
  box.replaceChildren(...rest.map((text) => make("p", text)));
}

/** Lists the changes, each with a button that takes it back. */
export function changes(place, entries, back) {
  refill(
    place,
    entries.map(([path, value]) => {
      const row = make("li");
      const button = make("button", "Put back", { type: "button", "aria-label": `Put back ${path}` });
      button.addEventListener("click", () => back(path));
      row.append(make("code", `${path} = ${value}`), button);
      return row;
    }),
    document.getElementById("pin"),
  );
}
