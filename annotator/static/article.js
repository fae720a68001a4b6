// Shows a sentence's panel beside the text, and goes through the sentences by keyboard.
"use strict";

const panel = document.getElementById("panel");
const sentences = [...document.querySelectorAll(".reading a.sentence")];
let shown = sentences.find((one) => one.hasAttribute("aria-current"))?.id;
let loading = Promise.resolve();
let timer;

if (shown && location.hash === "#panel") document.getElementById(shown).scrollIntoView({ block: "center" });

function panelUrl(link) {
  const url = new URL(link.href);
  return `${url.pathname}/sentences/${encodeURIComponent(link.id)}`;
}

async function load(link) {
  try {
    const answer = await fetch(panelUrl(link));
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const html = await answer.text();
    if (shown !== link.id) return; // another one was chosen meanwhile
    panel.innerHTML = html;
    panel.scrollTop = 0;
  } catch {
    location.assign(link.href);
  }
}

function choose(link) {
  clearTimeout(timer);
  if (shown !== link.id) {
    shown = link.id;
    for (const one of sentences) one.toggleAttribute("aria-current", one === link);
    link.setAttribute("aria-current", "true");
    history.replaceState(null, "", link.href.split("#")[0]);
    loading = load(link);
  }
  panel.classList.add("open");
  return loading;
}

function step(from, by) {
  const at = sentences.indexOf(from);
  const next = sentences[at < 0 ? 0 : at + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function close() {
  panel.classList.remove("open");
  document.getElementById(shown)?.focus();
}

for (const one of sentences) {
  one.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(one);
  });
  one.addEventListener("focus", () => {
    clearTimeout(timer);
    if (one.matches(":focus-visible")) timer = setTimeout(() => choose(one), 120);
  });
}

panel?.addEventListener("click", (event) => {
  if (!event.target.closest(".close")) return;
  event.preventDefault();
  close();
});

document.addEventListener("keydown", async (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const here = event.target.closest("a.sentence");
  const from = here ?? document.getElementById(shown);
  const forward = event.key === "j" || (here && ["ArrowDown", "ArrowRight"].includes(event.key));
  const back = event.key === "k" || (here && ["ArrowUp", "ArrowLeft"].includes(event.key));
  if (forward || back) {
    event.preventDefault();
    step(from, forward ? 1 : -1);
  } else if (here && event.key === "Enter") {
    event.preventDefault();
    await choose(here);
    const task = panel.querySelector(".task");
    if (task && shown === here.id) location.assign(task.href);
  } else if (event.key === "Escape" && panel.classList.contains("open")) {
    close();
  }
});
