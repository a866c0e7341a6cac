// Leafs through the record: by button, slider or key, or by itself. Without it all pages are shown.
(function () {
  "use strict";
  const PAGE_MS = 3000;
  const box = document.getElementById("leaves"), turns = Array.from(document.querySelectorAll(".turn"));
  if (!box || turns.length < 2) return;
  const words = JSON.parse(box.dataset.words);
  let at = 0, all = false, clock = 0;

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button"; made.textContent = text; made.addEventListener("click", act);
    box.append(made);
    return made;
  }

  function show(k) {
    at = Math.max(0, Math.min(turns.length - 1, k));
    turns.forEach((turn, n) => { turn.hidden = !all && n !== at; });
    slider.value = at; every.setAttribute("aria-pressed", all);
    slider.setAttribute("aria-valuetext", turns[at].querySelector("h2").textContent);
  }

  function go(k) { pause(); all = false; show(k); }
  function pause() { clearInterval(clock); clock = 0; play.textContent = words[3]; }
  function toggle() {
    if (clock) { pause(); return; }
    all = false;
    show(at === turns.length - 1 ? 0 : at);
    play.textContent = words[4];
    clock = setInterval(() => { if (at === turns.length - 1) pause(); else show(at + 1); }, PAGE_MS);
  }

  const slider = document.createElement("input");
  button("‹ " + words[0], () => go(at - 1));
  const play = button(words[3], toggle);
  slider.type = "range"; slider.min = 0; slider.max = turns.length - 1; slider.setAttribute("aria-label", words[1]);
  slider.addEventListener("input", () => go(Number(slider.value)));
  box.append(slider);
  button(words[1] + " ›", () => go(at + 1));
  const every = button(words[2], () => { pause(); all = !all; show(at); });
  document.addEventListener("keydown", (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey) return;
    const acts = { ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), Home: () => go(0), End: () => go(turns.length - 1) };
    if (e.key === " " && e.target.tagName !== "BUTTON") { e.preventDefault(); toggle(); }
    if (acts[e.key]) { e.preventDefault(); acts[e.key](); }
  });
  show(Number(box.dataset.first));
})();
