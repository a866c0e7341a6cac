// Leafs through the turns: one at a time, by button, slider, arrow keys or a click on the curve. Without it all turns are shown.
(function () {
  "use strict";
  const box = document.getElementById("leaves"), turns = Array.from(document.querySelectorAll(".turn"));
  if (!box || turns.length < 2) return;
  const words = JSON.parse(box.dataset.words);
  let at = turns.length - 1, all = false;

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button"; made.textContent = text; made.addEventListener("click", act);
    box.append(made);
    return made;
  }

  function show(k, way) {
    at = Math.max(0, Math.min(turns.length - 1, k)); all = way === "all" ? !all : false;
    turns.forEach((turn, n) => { turn.hidden = !all && n !== at; });
    slider.value = at; every.setAttribute("aria-pressed", all);
    slider.setAttribute("aria-valuetext", turns[at].querySelector("h2").textContent);
  }

  const slider = document.createElement("input");
  button("‹ " + words[0], () => show(at - 1));
  slider.type = "range"; slider.min = 0; slider.max = turns.length - 1; slider.setAttribute("aria-label", words[1]);
  slider.addEventListener("input", () => show(Number(slider.value)));
  box.append(slider);
  button(words[1] + " ›", () => show(at + 1));
  const every = button(words[2], () => show(at, "all"));
  document.addEventListener("keydown", (e) => {
    if (e.target === slider || e.altKey || e.ctrlKey || e.metaKey) return;
    if (e.key === "ArrowLeft") show(at - 1);
    if (e.key === "ArrowRight") show(at + 1);
  });
  document.querySelectorAll(".course a").forEach((link, k) => link.addEventListener("click", (e) => { e.preventDefault(); show(k); }));
  show(at);
})();
