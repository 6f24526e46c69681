"use strict";
// Shows, for the statement under the pointer, the finger or the keyboard, its note in a card, and
// marks its words, its cue and its source in the text. Without it every number is a link to its note.
(() => {
  const card = document.getElementById("card");
  const narrow = matchMedia("(max-width: 62rem)");
  const lit = [];
  let shown = null;
  let pinned = false;

  const ids = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const light = (element, name) => { element.classList.add(name); lit.push([element, name]); };
  const article = (element) => element.closest("article");

  function clear() {
    for (const [element, name] of lit.splice(0)) element.classList.remove(name);
    card.hidden = true;
    shown = null;
    pinned = false;
  }

  // On a wide page the card opens over its note, in the margin: the text is never covered.
  function place(note) {
    card.style.left = card.style.top = card.style.width = "";
    if (narrow.matches) return;
    const box = note.getBoundingClientRect();
    card.style.width = Math.max(box.width, 300) + "px";
    card.style.left = Math.min(box.left, innerWidth - card.offsetWidth - 16) + "px";
    const lowest = innerHeight - card.offsetHeight - 8;
    card.style.top = Math.max(8, Math.min(box.top - 8, lowest)) + "px";
  }

  function fill(note) {
    const copy = note.cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    for (const link of copy.querySelectorAll("a")) link.tabIndex = -1;
    for (const more of copy.querySelectorAll("details")) more.open = true;
    copy.classList.remove("on");
    card.replaceChildren(copy);
    card.className = note.dataset.value;
  }

  function show(id, root) {
    if (shown === id) return;
    clear();
    shown = id;
    const note = document.getElementById(id);
    for (const [name, style] of [["s", "on"], ["c", "cue-on"], ["v", "voice-on"]])
      for (const part of root.querySelectorAll(`[data-${name}~="${id}"]`)) light(part, style);
    light(note, "on");
    fill(note);
    card.hidden = false;
    place(note);
  }

  function target(event) {
    const part = event.target.closest && event.target.closest("[data-s], .n");
    if (!part) return null;
    const own = part.classList.contains("n") ? [part.hash.slice(1)] : ids(part, "s");
    return own.length ? { part, id: own[own.length - 1] } : null;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || pinned) return;
    const found = target(event);
    if (found) show(found.id, article(found.part));
    else if (!card.contains(event.target)) clear();
  });
  document.addEventListener("focusin", (event) => {
    const found = target(event);
    if (found) show(found.id, article(found.part));
  });
  document.addEventListener("click", (event) => {
    const found = target(event);
    if (found) {
      event.preventDefault();
      shown = null;
      show(found.id, article(found.part));
      pinned = true;
    } else if (!card.contains(event.target)) clear();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  addEventListener("scroll", () => { if (!narrow.matches && !card.hidden) clear(); }, { passive: true });

  const first = document.querySelector("h1");
  if (first) document.title = first.textContent + " · Depesche";
})();
