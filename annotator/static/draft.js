// Mends a draft without reloading the page, and by keyboard. Without it the same forms work.
"use strict";

const DRAFT = "draft";

const sentences = () => [...document.querySelectorAll(".galley > li")];
const current = () => document.activeElement?.closest(".galley > li");

// What somebody typed beside the text and has not saved yet.
function keepTyped(fresh) {
  for (const field of document.getElementById("particulars").elements) {
    const isTouched = field.options
      ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.value !== field.defaultValue;
    const twin = isTouched && fresh.querySelector(`#particulars [name="${field.name}"]`);
    if (twin) twin.value = field.value;
  }
}

function show(html, url, keep) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.getElementById(DRAFT);
  if (!fresh) {
    location.assign(url);
    return;
  }
  keepTyped(fresh);
  const top = keep?.getBoundingClientRect().top;
  document.querySelectorAll("main > .notice").forEach((notice) => notice.remove());
  const old = document.getElementById(DRAFT);
  old.before(...page.querySelectorAll("main > .notice"));
  old.replaceWith(fresh);
  history.replaceState(null, "", url);
  const target = document.getElementById(`s-${new URL(url).searchParams.get("at")}`);
  if (!target) return;
  if (top !== undefined) scrollBy({ top: target.getBoundingClientRect().top - top, behavior: "instant" });
  (target.querySelector(".gap") ?? target).focus({ preventScroll: true });
}

async function go(url, options, keep) {
  try {
    const answer = await fetch(url, options);
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.text(), answer.url, keep); // which has lost its fragment; `at` says the same
  } catch {
    if (options) location.reload();
    else location.assign(url);
  }
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter: button } = event;
  if (!form.matches(".galley-form") || !button) return;
  event.preventDefault();
  const body = new FormData(form, button);
  const url = button.hasAttribute("formaction") ? button.formAction : form.action;
  go(url, { method: "POST", body: new URLSearchParams(body) }, button.closest("li"));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".tools a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href, undefined, link.closest("li"));
});

function step(by) {
  const all = sentences();
  const at = all.indexOf(current());
  all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

function stepGap(by) {
  const gaps = [...document.querySelectorAll(".gap")];
  gaps[gaps.indexOf(document.activeElement) + by]?.focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  m: () => current()?.querySelector(".join")?.click(),
  c: () => current()?.querySelector(".tools a")?.click(),
  x: () => current()?.querySelector(".toggle")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow") && !current()) return;
  if (event.target.matches(".gap") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    const forward = (event.key === "ArrowRight") === (getComputedStyle(event.target).direction === "ltr");
    stepGap(forward ? 1 : -1);
  } else if (event.target.matches(".gap") && event.key === "Escape") KEYS.c();
  else if (KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
});
