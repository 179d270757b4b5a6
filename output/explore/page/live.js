// The page inside a file: what it says about itself before it answers.

import { ask, ready } from "./workers.js";

const place = document.getElementById("live");
const say = (words) => (document.getElementById("engine-state").textContent = words);
place.hidden = false;
try {
  await ready;
  place.dataset.ready = String(Math.round(performance.now())); // ms since the file was opened
  const same = await ask("/check", {});
  place.dataset.checked = same ? "same" : "different";
  say(
    same
      ? "The engine in this file simulated the first draws of the report again, with every digit the same."
      : "Caution: this browser simulates the first draws of the report with other digits. Do not rely on what moves here; the report below holds.",
  );
  place.classList.toggle("differs", !same);
} catch (error) {
  place.dataset.checked = "failed";
  place.querySelector(".desk").hidden = true; // levers that move nothing
  say(`The levers do not work in this browser: ${error.message}. The report below needs no engine.`);
}
