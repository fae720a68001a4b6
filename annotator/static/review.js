// Keys for the review pages. Without this file everything works by mouse, Tab and Enter.
"use strict";

const form = document.getElementById("settle");
const cases = [...document.querySelectorAll(".case-link")];
const keys = new Map(
  [...document.querySelectorAll("kbd[data-for]")].map((hint) => [hint.textContent, hint.dataset.for]),
);

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
}

function step(key) {
  const link = document.querySelector(`[data-step="${key}"]`);
  if (link) {
    link.click();
    return true;
  }
  if (!cases.length) return false;
  const at = cases.indexOf(document.activeElement);
  const to = at < 0 ? 0 : Math.min(cases.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)));
  cases[to].focus();
  return true;
}

function choose(key) {
  const option = document.getElementById(keys.get(key) ?? "");
  if (!option || option.closest("fieldset").offsetParent === null) return false;
  option.checked = true;
  option.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  const withControl = event.ctrlKey || event.metaKey;
  if (event.isComposing || event.altKey || event.repeat) return;
  if (event.key === "Enter") {
    const elsewhere = event.target.closest("a, button, summary, input, textarea, select");
    const free = !elsewhere || elsewhere.matches("#settle [type=radio]");
    if (form && (withControl || free)) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (withControl || isTyping(event.target)) return;
  if (event.key === "j" || event.key === "k" ? step(event.key) : choose(event.key)) event.preventDefault();
});
